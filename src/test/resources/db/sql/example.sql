-- A file for StatementsTest; what stands before the first name is for people.

-- name: first
-- Why it is as it is; this line is not sent.
select 1
  -- nor is this one
  where 1 = 1;

-- name: second
select 2
