-- What people are in the company, such as director: chains of managers in processes may end there.

alter table mortise.person add column title text;
