-- Messages that are filled for each person, and what each was filled with.

-- Whether "{{" in the message begins a placeholder. What was written before there were any says what it says.
alter table revision add column personal boolean not null default false;

-- The values that the person's message was, or is to be, filled with: a JSON object of texts by field. Null: everybody got
-- the same, or the person was erased.
alter table delivery add column filled ${json};
