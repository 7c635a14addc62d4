-- Every payment of a note writes again each index of the note, and puts its rows into each index of the tables of payments. What
-- no read asks for, and what another index answers as well, goes.

-- The notes of a unit, running or not, by note_of_unit; those of a line by its customer or its contract.
drop index note_running;
drop index note_of_line;
-- Transfers are read by day or voucher; by note only what misuse was charged.
drop index transfer_of_note;
create index transfer_charged on transfer (bank_id, note_id, business_day) where kind = 'CHARGED';
-- One row of a file is one payment: the id is made of the row. The number is the note's, which is unique, with the place, which is too.
drop index repayment_by_source;
alter table repayment drop constraint repayment_bank_id_number_key;
-- What a repayment was set off against is read by the repayment.
drop index repayment_allocation_of_note;
-- Orders are read by day or number, signals by day.
drop index debit_order_of_note;
drop index note_signal_of_note;
-- Answers of a file are looked for while they wait.
drop index debit_result_of_file;
create index debit_result_of_file on debit_result (bank_id, file_id) where state = 'WAITING';

-- As with the keys taken away before: rows made out of the note just read and locked are not looked up again one by one. No note is
-- ever deleted or renamed, and the test that looks for rows of nothing after every simulated day holds these as well.
alter table repayment drop constraint repayment_bank_id_note_id_fkey;
alter table note_signal drop constraint note_signal_bank_id_note_id_fkey;
alter table customer_message drop constraint customer_message_bank_id_note_id_fkey;
