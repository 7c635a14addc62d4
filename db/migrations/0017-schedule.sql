-- Repayment by the week, the fortnight and the half-year beside month, quarter and at once (chapter 9.1). What a type
-- needs besides (grace, steps, amounts period by period) lies with the terms: decision, contract version, schedule version.
alter table contract drop constraint contract_every_check;
alter table contract add constraint contract_every_check check (every in ('WEEK', 'FORTNIGHT', 'MONTH', 'QUARTER', 'HALF_YEAR', 'ONCE'));
