-- People, their sessions and rights. The columns of person, session, account and verification that better-auth reads
-- and writes have its names in snake case; the others are ours and have defaults, so that it need not know them.

create table mortise.department (
  id uuid not null,
  name jsonb not null,
  parent_id uuid,
  head_id uuid,
  position integer not null default 0,
  created_at timestamptz(3) not null default now(),
  constraint department_pk primary key (id),
  constraint department_parent_fk foreign key (parent_id) references mortise.department (id)
);

create index department_parent_ix on mortise.department (parent_id);

create table mortise.person (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  language text not null default 'zh',
  department_id uuid,
  manager_id uuid,
  administrator boolean not null default false,
  active boolean not null default true,
  last_seen_at timestamptz(3),
  constraint person_pk primary key (id),
  constraint person_email_uq unique (email),
  constraint person_email_lower_ck check (email = lower(email)),
  constraint person_language_ck check (language in ('zh', 'en')),
  constraint person_department_fk foreign key (department_id) references mortise.department (id),
  constraint person_manager_fk foreign key (manager_id) references mortise.person (id)
);

create index person_department_ix on mortise.person (department_id);

create index person_manager_ix on mortise.person (manager_id);

create table mortise.session (
  id uuid not null,
  token text not null,
  user_id uuid not null,
  expires_at timestamptz(3) not null,
  ip_address text,
  user_agent text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint session_pk primary key (id),
  constraint session_token_uq unique (token),
  constraint session_user_fk foreign key (user_id) references mortise.person (id) on delete cascade
);

create index session_user_ix on mortise.session (user_id);

create index session_expires_ix on mortise.session (expires_at);

create table mortise.account (
  id uuid not null,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope text,
  password text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint account_pk primary key (id),
  constraint account_provider_uq unique (provider_id, account_id),
  constraint account_user_fk foreign key (user_id) references mortise.person (id) on delete cascade
);

create index account_user_ix on mortise.account (user_id);

create table mortise.verification (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  constraint verification_pk primary key (id)
);

create index verification_identifier_ix on mortise.verification (identifier);

create table mortise.user_role (
  user_id uuid not null,
  app text not null,
  role text not null,
  constraint user_role_pk primary key (user_id, app, role),
  constraint user_role_user_fk foreign key (user_id) references mortise.person (id) on delete cascade
);

create index user_role_role_ix on mortise.user_role (app, role);

create table mortise.api_token (
  id uuid not null,
  user_id uuid not null,
  name text not null,
  prefix text not null,
  hash text not null,
  scopes text[] not null,
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  constraint api_token_pk primary key (id),
  constraint api_token_hash_uq unique (hash),
  constraint api_token_user_fk foreign key (user_id) references mortise.person (id) on delete cascade
);

create index api_token_user_ix on mortise.api_token (user_id);
