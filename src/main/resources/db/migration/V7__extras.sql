-- What a message has besides its text: JSON (telegram/StoredExtras); null: nothing.
alter table revision add column extras text;

-- Files that were brought to Telegram once: a bot names them from then on.
create table brought_file (
    session_id bigint       not null references session (id),
    -- of its content
    hash       varchar(64)  not null,
    -- photo, document or video: Telegram keeps another file for each
    kind       varchar(10)  not null,
    -- Telegram's own name for it, good for this bot alone
    file_id    varchar(500) not null,
    primary key (session_id, hash, kind)
);
