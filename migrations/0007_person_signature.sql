-- The picture that a person signs decisions with, and who takes over from people who left.

create table mortise.person_signature (
  person_id uuid constraint person_signature_key primary key
    constraint person_signature_person_fk references mortise.person on delete cascade,
  name text not null,
  type text not null,
  size bigint not null,
  storage_key text not null,
  at timestamptz(3) not null
);

create table mortise.successor (
  person_id uuid constraint successor_key primary key
    constraint successor_person_fk references mortise.person on delete cascade,
  successor_id uuid not null constraint successor_other_fk references mortise.person on delete cascade,
  at timestamptz(3) not null
);
