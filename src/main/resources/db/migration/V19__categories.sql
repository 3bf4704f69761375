-- What people write about, as an account sorts it: whoever writes something that a category matches is put into it.
create table category (
    id          bigint       not null primary key,
    account_id  bigint       not null,
    name        varchar(100) not null,
    description varchar(500) not null,
    -- JSON arrays of texts
    keywords    text         not null,
    examples    text         not null,
    -- empty: none
    regex       varchar(500) not null,
    created_at  bigint       not null,
    updated_at  bigint       not null,
    unique (account_id, name)
);
insert into counter (name, value) values ('category', 0);

-- Which contacts are in which category, and since when.
create table contact_category (
    session_id  bigint not null,
    user_id     bigint not null,
    category_id bigint not null,
    at          bigint not null,
    primary key (session_id, user_id, category_id)
) ${clustered};
create index contact_of_category on contact_category (category_id, session_id, user_id);
