package org.reprise.access;

import java.util.Locale;
import java.util.stream.Stream;

/** What is recorded of what people and programs do; stored by its name. */
public enum AuditAction {
    SIGNED_IN,
    SIGN_IN_FAILED,
    SIGNED_OUT,
    SIGN_IN_ENDED,
    PASSWORD_CHANGED,
    /** A setup token, an invitation or the present password was wrong; the first in an hour from a network. */
    SECRET_REFUSED,
    OWNER_SET_UP,
    PERSON_INVITED,
    PERSON_JOINED,
    PERSON_CHANGED,
    TOKEN_MADE,
    TOKEN_REVOKED,
    /** The first use of a token from an address within a day. */
    TOKEN_USED,
    /** Of a program; the first in an hour from a network. */
    TOKEN_REFUSED,
    ACCOUNT_MADE,
    ACCOUNT_CHANGED,
    CAMPAIGN_CREATED,
    CAMPAIGN_CHANGED,
    CAMPAIGN_STARTED,
    CAMPAIGN_RESUMED,
    CAMPAIGN_STOPPED,
    CAMPAIGN_ARCHIVED,
    CAMPAIGN_UNARCHIVED,
    CAMPAIGN_DELETED,
    /** Uncertain recipients are to be sent to again. */
    RECIPIENTS_RELEASED,
    /** Uncertain recipients count as sent. */
    RECIPIENTS_COUNTED,
    /** Failed recipients are to be sent to again. */
    RECIPIENTS_RETRIED,
    /** Recipients were reached by other means. */
    RECIPIENTS_RECORDED,
    SESSION_CONNECTED,
    SESSION_CHANGED,
    SESSION_DISCONNECTED,
    /** What logs a session in was shown; the first time in ten minutes. */
    LOGIN_CODE_SHOWN,
    /** An import that takes more than one transaction, with the first of them. */
    IMPORT_BEGAN,
    /** With the last transaction of an import: what all of them did. */
    CONTACTS_IMPORTED,
    /** The copying of a session's chats was asked for, or ended. */
    CONTACTS_COPIED,
    CONTACT_ERASED,
    CATEGORY_CREATED,
    CATEGORY_CHANGED,
    CATEGORY_DELETED,
    /** To what people wrote before. */
    CATEGORIES_APPLIED,
    SEGMENT_CREATED,
    SEGMENT_CHANGED,
    SEGMENT_DELETED,
    CONTACT_EXPORTED,
    /** Names, attributes, tags or the zone of one contact. */
    CONTACT_CHANGED,
    ATTRIBUTE_CREATED,
    ATTRIBUTE_DELETED,
    /** A tag was put on somebody for the first time. */
    TAG_CREATED,
    TAG_DELETED,
    OPTED_OUT,
    OPT_OUT_TAKEN_BACK,
    EXPORTED,
    TEST_SENT,
    FILE_KEPT,
    RESTORE_ACCEPTED,
    /** The role did not include what was asked for; the first time in an hour. */
    REQUEST_REFUSED;

    /** As programs and pages write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return null: there is none of that name */
    public static AuditAction named(String name) {
        return Stream.of(values())
                .filter(action -> action.toString().equals(name))
                .findFirst()
                .orElse(null);
    }
}
