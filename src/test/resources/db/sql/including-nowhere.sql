-- name: first
select 1 where <nowhere/rule>
