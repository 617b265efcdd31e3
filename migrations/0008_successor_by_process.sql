-- Whoever leaves may be followed by different people: `{"app/process": person}`, where it is not the successor.
alter table mortise.successor add column by_process jsonb not null default '{}';
