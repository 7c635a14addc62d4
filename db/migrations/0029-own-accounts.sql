-- Money the customer put on another account than the one his loan is repaid from counts only once he allows the transfer.
alter table suspense_act add column authorised_paper text check (authorised_paper <> '');
alter table suspense_act add column authorised_on date;
alter table suspense_act add check (num_nulls(authorised_paper, authorised_on) in (0, 2) and (kind = 'ALLOCATE' or authorised_on is null));
select weidai.describe('suspense_act', $$
  authorised_paper C2 number of the customer's written leave to take the money from another account of his
  authorised_on C2 the day he signed it: the money counts from then on, not from the day it came
$$);
