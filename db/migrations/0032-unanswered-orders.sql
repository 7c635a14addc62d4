-- While the core bank has not answered an order, the note is not debited a second time: whatever of a unit stands unanswered is
-- looked up note by note before its next orders are written.
create index debit_order_unanswered on debit_order (bank_id, unit_id, note_id) where state = 'SENT';
