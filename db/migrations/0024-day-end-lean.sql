-- What a day-end writes on a large book, no more than is read: a reminder is one row and not a signal beside a message.

-- A reminder carries its amount, so that it is the list of what falls due soon as well.
alter table customer_message add column amount_fen bigint check (amount_fen >= 0);
update customer_message m set amount_fen = s.amount_fen from note_signal s
  where s.bank_id = m.bank_id and s.note_id = m.note_id and s.day = m.day and s.kind = case m.kind when 'OVERDUE' then 'FELL_OVERDUE' else m.kind end;
-- One message of a kind for a note a day, in the order in which they are written.
drop index customer_message_of_note;
create unique index customer_message_of_day on customer_message (bank_id, day, kind, note_id);
select weidai.describe('customer_message', $$
  amount_fen C2 what it speaks of; none where the loan is paid off
$$);

-- Waiting answers are read note by note, those of one note together.
drop index debit_result_waiting;
create index debit_result_waiting on debit_result (bank_id, unit_id, note_id, source) where state = 'WAITING';

-- Rows that statements of the day-end make out of rows they have just read, thousands at a time, are not looked up once more one
-- by one: that costs more than writing them. Nothing these keys point at is ever deleted or renamed (weidai_app may not), and
-- what they said is still held: accounts of transfers by the keys of account_balance, into which each day is summed up before it
-- is closed, their units by the comparison with the notes of each unit, and all of them by the test that looks for rows of
-- nothing after every simulated day.
alter table transfer drop constraint transfer_bank_id_debit_code_fkey;
alter table transfer drop constraint transfer_bank_id_credit_code_fkey;
alter table transfer drop constraint transfer_bank_id_unit_id_fkey;
alter table repayment_allocation drop constraint repayment_allocation_bank_id_repayment_id_fkey;
alter table instalment_state drop constraint instalment_state_bank_id_note_id_fkey;
alter table debit_order drop constraint debit_order_bank_id_note_id_fkey;
alter table debit_order drop constraint debit_order_bank_id_unit_id_fkey;
