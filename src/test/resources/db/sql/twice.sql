-- name: first
select 1

-- name: first
select 2
