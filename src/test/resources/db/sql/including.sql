-- name: rule
-- Stands in others.
a > 1 and <including/inner>

-- name: inner
b = :b

-- name: of-this-file
select 1
 where <including/rule>

-- name: of-another-file
<example/second>;
<including/of-this-file>
