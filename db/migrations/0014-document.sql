-- Documents a case rests on and the Word templates they are made from. A document never changes; voiding it is said beside it.

-- Templates a bank puts in place of the shipped ones. Version 0 is the shipped file and has no row.
create table document_template (
  bank_id integer not null references bank,
  kind text not null,
  version integer not null check (version > 0),
  file_hash text not null,
  filename text not null,
  note text not null,
  uploaded_by uuid not null,
  uploaded_on date not null,
  uploaded_at timestamptz not null,
  decision text check (decision in ('APPROVED', 'REJECTED')),
  decided_by uuid check (decided_by <> uploaded_by),
  decided_on date,
  decided_at timestamptz,
  reason text,
  primary key (bank_id, kind, version),
  foreign key (bank_id, file_hash) references file_object,
  foreign key (bank_id, uploaded_by) references staff,
  foreign key (bank_id, decided_by) references staff,
  check ((decision is null) = (decided_by is null)),
  check ((decision is null) = (decided_at is null)),
  check (decision <> 'REJECTED' or reason is not null)
);
create unique index document_template_open on document_template (bank_id, kind) where decision is null;
create trigger guard_append_only before delete or truncate on document_template for each statement execute function weidai.refuse_change();
select weidai.protect('document_template', 'select, insert, update (decision, decided_by, decided_on, decided_at, reason)', $$
  bank_id C1
  kind C1 kind of document it makes
  version C1 1, 2, 3 … of this kind; 0 is the shipped template
  file_hash C1 SHA-256 of the Word file, key in the file store
  filename C1 as uploaded
  note C1 what was changed and why
  uploaded_by C1
  uploaded_on C1 business day
  uploaded_at C1
  decision C1 of a second person; none while it waits
  decided_by C1
  decided_on C1 business day
  decided_at C1
  reason C1 why it was rejected
$$);

create table document (
  bank_id integer not null references bank,
  document_id uuid not null,
  case_id uuid not null,
  kind text not null,
  number text not null,
  subject text not null,
  title text not null,
  template_version integer,
  template_hash text check (template_hash ~ '^[0-9a-f]{64}$'),
  content_cipher bytea not null,
  content_key text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  docx_hash text,
  pdf_hash text,
  issued_by uuid not null,
  issued_on date not null,
  issued_at timestamptz not null,
  voided_by uuid,
  voided_on date,
  voided_at timestamptz,
  void_reason text,
  primary key (bank_id, document_id),
  unique (bank_id, number),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, docx_hash) references file_object,
  foreign key (bank_id, pdf_hash) references file_object,
  foreign key (bank_id, issued_by) references staff,
  foreign key (bank_id, voided_by) references staff,
  check ((template_version is null) = (template_hash is null)),
  check ((docx_hash is null) = (pdf_hash is null)),
  check ((voided_by is null) = (voided_at is null)),
  check ((voided_by is null) = (void_reason is null))
);
create unique index document_valid_once on document (bank_id, case_id, kind, subject) where voided_at is null;
create index document_of_case on document (bank_id, case_id, issued_at);
create trigger guard_append_only before delete or truncate on document for each statement execute function weidai.refuse_change();
select weidai.protect('document', 'select, insert, update (voided_by, voided_on, voided_at, void_reason)', $$
  bank_id C1
  document_id C1
  case_id C1
  kind C1
  number C1 letters of the kind, year and running number; never used again
  subject C1 tells several of one kind on a case apart: version, guarantor, repayment; empty when there is one
  title C1
  template_version C1 of the Word template it was made from; none for papers built from blocks
  template_hash C1 SHA-256 of that template
  content_cipher C3 what the document says: the values of its fields, or its blocks; encrypted, identifiers are in it
  content_key C1
  hash C1 SHA-256 over kind, number, case, content and template; printed with the QR code in the foot
  docx_hash C1 the Word file, key in the file store; none when it is drawn from the content each time
  pdf_hash C1
  issued_by C1
  issued_on C1 business day
  issued_at C1
  voided_by C1
  voided_on C1 business day
  voided_at C1 set when it was voided; number and content stay
  void_reason C2
$$);
