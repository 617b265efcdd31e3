-- Who acts for whom while they are away. Both may act; it ends by itself.

create table mortise.away (
  id uuid not null,
  person_id uuid not null,
  agent_id uuid not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  processes text[] not null default '{}',
  created_at timestamptz(3) not null default now(),
  constraint away_pk primary key (id),
  constraint away_person_fk foreign key (person_id) references mortise.person (id) on delete cascade,
  constraint away_agent_fk foreign key (agent_id) references mortise.person (id) on delete cascade,
  constraint away_time_ck check (ends_at > starts_at),
  constraint away_other_ck check (agent_id <> person_id)
);

create index away_person_ix on mortise.away (person_id, ends_at);

create index away_agent_ix on mortise.away (agent_id, ends_at);
