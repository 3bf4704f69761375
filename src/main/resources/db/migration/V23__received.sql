-- What people wrote, as long as the settings keep it.
create table received (
    session_id bigint not null,
    user_id    bigint not null,
    -- when Telegram has it: whole seconds
    at         bigint not null,
    -- of the text: who writes twice in a second is told apart, and what is told twice is not
    mark       bigint not null,
    text       text   not null,
    primary key (session_id, user_id, at, mark)
) ${clustered};
create index received_by_age on received (at);
