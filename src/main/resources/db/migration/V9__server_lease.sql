-- Which server works on this database: one at a time, and it says so again and again (src/adr/0013). On SQLite a lock
-- of the operating system tells that, and this row stays as it is.
create table server_lease (
    id     bigint       not null primary key,
    -- a process, by an id of its own; '': nobody
    holder varchar(36)  not null,
    -- the same for people: process, host, data directory
    name   varchar(500) not null,
    -- two holders with the same place cannot live at the same time
    place  varchar(200) not null,
    -- one more with each holder
    epoch  bigint       not null,
    -- one more every two seconds of a holder that lives
    beats  bigint       not null,
    since  bigint       not null
);

insert into server_lease (id, holder, name, place, epoch, beats, since) values (1, '', '', '', 0, 0, 0);
