-- Who did it, as people are shown; null: Reprise by itself, or whoever was at the machine.
alter table activity add column actor varchar(254);

-- Contacts that were erased. Whoever was written to before counts as one whom the campaign set out to reach, and the
-- contact that would say so is gone.
create table erased_contact (
    session_id bigint not null,
    user_id    bigint not null,
    at         bigint not null,
    primary key (session_id, user_id)
) ${clustered};

-- By age, in small steps.
create index audit_by_age on audit (at);
create index delivery_words on delivery (at) where words is not null;
