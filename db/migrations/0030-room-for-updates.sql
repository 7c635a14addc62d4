-- Rows that every repayment changes keep room on their page, so that a new version of one stays beside the old and most of a
-- note's indexes are left alone. Holds for pages written from now on.
alter table note set (fillfactor = 85);
alter table instalment_state set (fillfactor = 85);
alter table audit_head set (fillfactor = 85);
