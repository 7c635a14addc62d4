-- A version of a product is replayed before it is signed, as a change of the policy is.

alter table policy_replay alter column overlay_id drop not null;
alter table policy_replay add column version_id uuid;
alter table policy_replay add foreign key (bank_id, version_id) references product_version;
alter table policy_replay add check (num_nonnulls(overlay_id, version_id) = 1);
alter table policy_replay add unique (bank_id, version_id, seq);
select weidai.describe('policy_replay', $$
  overlay_id C1 the change of the policy that was replayed; none for a product
  version_id C1 the version of a product that was replayed; none for a change of the policy
$$);

-- A signature says which replay it stands for; versions that no judgement reads have none.
alter table product_signature add column replay_hash text check (replay_hash ~ '^[0-9a-f]{64}$');
select weidai.describe('product_signature', $$
  replay_hash C1 hash of the replay the signatory saw
$$);

-- Two bins of an indicator may give the same points; a calibration tells them apart.
alter table decision_snapshot add column bins json not null default '{}';
select weidai.describe('decision_snapshot', $$
  bins C2 in which bin of the card each indicator fell, counted from 1, 0 = in none
$$);
