package org.reprise.audience;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.audience.csv.SpreadsheetText;

/** The columns that an import understands. */
public enum Column {
    USER_ID(64, """
            telegram_id, telegram_user_id, telegram_chat_id, chat_id, tg_id, tg_user_id,
            telegram_nutzer_id, telegram_benutzer_id, id telegram, id телеграм, телеграм id, telegram id пользователя
            """),
    USERNAME(64, """
            telegram_username, tg_username, benutzername, nutzername, telegram_benutzername,
            имя пользователя, юзернейм, никнейм, ник
            """),
    FIRST_NAME(200, "given_name, vorname, имя"),
    LAST_NAME(200, "surname, family_name, nachname, familienname, фамилия"),
    PHONE(32, """
            phone_number, mobile, mobile_phone, mobile_number,
            telefon, telefonnummer, handy, handynummer, mobilnummer,
            телефон, номер телефона, мобильный телефон
            """),
    LANGUAGE(16, "language_code, lang, sprache, язык"),
    FIRST_MESSAGE_AT(64, "first_message, erste_nachricht, первое сообщение"),
    LAST_MESSAGE_AT(64, "last_message, letzte_nachricht, последнее сообщение"),
    OPTED_IN_AT(64, "opt_in_at, opt_in_date, einwilligung_am, дата согласия"),
    OPT_IN_SOURCE(200, "opted_in_source, quelle der einwilligung, источник согласия"),
    /** Where they live. */
    ZONE(64, "time_zone, zeitzone, часовой пояс"),
    OPTED_OUT(64, """
            opt_out, opted_out_at, opt_out_at, opted_out_on, opt_out_date, opted_out_date, has_opted_out,
            unsubscribe, unsubscribed, unsubscribed_at, unsubscribed_on, unsubscribe_date, unsubscribe_time, is_unsubscribed,
            do_not_contact, do_not_message, do_not_write, do_not_disturb, do_not_send, no_contact, dnc, dnd,
            abgemeldet, abgemeldet am, abmeldung, abmeldung am, abmeldedatum,
            widerspruch, widerspruch am, widersprochen, widersprochen am, widerrufen, widerrufen am, werbewiderspruch,
            abbestellt, abbestellt am, ausgetragen, ausgetragen am, austragung,
            nicht kontaktieren, nicht anschreiben, kontaktsperre, werbesperre, keine werbung,
            отписан, отписана, отписаны, отписался, отписалась, отписка, отписки, дата отписки, отписан от рассылки,
            отказ от рассылки, отказ от рассылок, отказался от рассылки, отказалась от рассылки,
            не писать, не беспокоить, не связываться, не отправлять
            """);

    /** Longest value, in code points. */
    final int longest;

    private static final Set<String> VAGUE_IDS = keys("id, nutzer_id, benutzer_id, id пользователя");

    private final String key;
    private final Set<String> otherKeys;
    private final List<String> titles;

    /** @param otherTitles in English, German and Russian, separated by commas */
    Column(int longest, String otherTitles) {
        this.longest = longest;
        this.key = key(name());
        this.otherKeys = keys(otherTitles);
        this.titles = Stream.concat(
                        Stream.of(title()), Stream.of(otherTitles.split(",")).map(String::strip))
                .toList();
    }

    private static Set<String> keys(String titles) {
        return Stream.of(titles.split(",")).map(Column::key).collect(Collectors.toUnmodifiableSet());
    }

    /** The names by which it is recognised, the documentation's own first. */
    public List<String> titles() {
        return titles;
    }

    /** As the documentation writes it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param title case, blanks, hyphens and the like do not matter */
    public static Optional<Column> titled(String title) {
        var key = key(title);
        return Stream.of(values()).filter(column -> column.key.equals(key)).findFirst();
    }

    /** The same, of another name that a column goes by. */
    static Optional<Column> alsoTitled(String title) {
        var key = key(title);
        return Stream.of(values())
                .filter(column -> column.otherKeys.contains(key))
                .findFirst();
    }

    /** A name that may be an id of any kind: it is the user id where no other column is. */
    static Optional<Column> perhapsTitled(String title) {
        return VAGUE_IDS.contains(key(title)) ? Optional.of(USER_ID) : Optional.empty();
    }

    /** Whether each of several columns counts: a wish not to be written to is never passed over for another column. */
    public boolean mayRepeat() {
        return this == OPTED_OUT;
    }

    /** What is compared of a title: its letters and digits, if it has any. */
    static String key(String title) {
        var lower = shown(title).toLowerCase(Locale.ROOT);
        var key = lower.replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
        return key.isEmpty() ? lower : key;
    }

    /** A title as it can be shown, up to 60 characters of it. */
    static String shown(String title) {
        return Text.shortened(SpreadsheetText.value(title), 60);
    }
}
