package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.LocalizedMessage;
import org.reprise.audience.csv.CsvRows;

class ContactRowsTest {
    private final List<LocalizedMessage> notes = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user_id", "USER_ID", "User ID", " user-id ", "userId", "User  Id", "\uFEFFuser_id", "\"user_id\"",
                        "user\u00A0id",
                "user.id", "id", "ID", "telegram_id", "Telegram ID", "chat_id", "Chat-Id", "telegram_user_id",
                        "=\"user_id\""
            })
    void theUserIdGoesByManyNames(String title) throws RowRejected {
        assertThat(rows(title, "First Name").read(row("42", "Ann"), notes::add).contact())
                .isEqualTo(new Contact(
                        42,
                        new Contact.Profile(null, "Ann", null, null, null),
                        new Contact.Evidence(null, null, null, null)));
    }

    @Test
    void titlesMayStandInAnyOrder() throws RowRejected {
        var rows = rows(" Last_Name ", "note", "USER_ID", "opted_in_source", "Language-Code", "phone number");
        var contact = rows.read(row("Berg", "ignored", " 42 ", "fair", "de", "+49170"), notes::add)
                .contact();
        assertThat(contact)
                .isEqualTo(new Contact(
                        42,
                        new Contact.Profile(null, null, "Berg", "+49170", "de"),
                        new Contact.Evidence(null, null, null, "fair")));
        assertThat(notes).isEmpty();
        assertThat(header("user_id", "City", "note", "", "City").ignored(ImportMode.UPDATE))
                .containsExactly("City", "note");
    }

    @Test
    void theNameThatIsDocumentedCountsForMoreThanAnother() throws RowRejected {
        var header = header("id", "user_id", "name");
        assertThat(header.flaw()).isEmpty();
        assertThat(header.ignored(ImportMode.UPDATE)).containsExactly("id", "name");
        assertThat(rows("id", "telegram_id", "user_id")
                        .read(row("1", "2", "42"), notes::add)
                        .contact()
                        .userId())
                .isEqualTo(42);
    }

    @Test
    void anIdThatSaysNothingOfTelegramGivesWayToOneThatDoes() throws RowRejected {
        for (var title : List.of("telegram_id", "Chat ID", "Телеграм ID")) {
            assertThat(header("id", title).ignored(ImportMode.UPDATE)).containsExactly("id");
            assertThat(rows("id", title)
                            .read(row("1", "42"), notes::add)
                            .contact()
                            .userId())
                    .isEqualTo(42);
        }
    }

    @Test
    void ofTwoColumnsThatMayHoldTheSameTheFirstIsTaken() throws RowRejected {
        assertThat(header("user_id", "mobile", "telefon").ignored(ImportMode.UPDATE))
                .containsExactly("telefon");
        assertThat(rows("user_id", "mobile", "telefon")
                        .read(row("42", "+49151", "+49152"), notes::add)
                        .contact()
                        .phone())
                .isEqualTo("+49151");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Telegram-ID;Benutzername;Vorname;Nachname;Telefon;Sprache;Letzte Nachricht",
                "Nutzer-ID;Telegram-Benutzername;VORNAME;Familienname;Handynummer;sprache;letzte_nachricht",
                "ID пользователя;Имя пользователя;Имя;Фамилия;Телефон;Язык;Последнее сообщение",
                "Телеграм ID;Юзернейм;имя;ФАМИЛИЯ;Номер телефона;язык;последнее_сообщение",
                "tg id;TG Username;given name;Surname;Mobile;lang;last message",
            })
    void titlesMayBeGermanOrRussian(String titles) throws RowRejected {
        assertThat(rows(titles.split(";"))
                        .read(row("42", "@anna", "Ann", "Berg", "+49170", "de", "2026-01-15"), notes::add)
                        .contact())
                .isEqualTo(new Contact(
                        42,
                        new Contact.Profile("anna", "Ann", "Berg", "+49170", "de"),
                        new Contact.Evidence(null, Instant.parse("2026-01-15T00:00:00Z"), null, null)));
        assertThat(notes).isEmpty();
    }

    @Test
    void whatSomebodySaysOfAColumnCountsForMost() throws RowRejected {
        var mapping = ColumnMapping.ofFields(Map.of("Kunden-Nr.", Column.USER_ID, "vorname", Column.FIRST_NAME));
        var header = new Header(new String[] {"user_id", "kunden nr", "Vorname"}, mapping);
        assertThat(header.flaw()).isEmpty();
        assertThat(header.ignored(ImportMode.UPDATE)).containsExactly("user_id");
        assertThat(new ContactRows(header, ImportOptions.in(null))
                        .read(row("1", "42", "Ann"), notes::add)
                        .contact()
                        .userId())
                .isEqualTo(42);
        assertThat(new Header(new String[] {"user_id"}, mapping).flaw().orElseThrow())
                .asString()
                .matches("The file has no column \"(Kunden-Nr\\.|vorname)\" to map; it has: user_id");
    }

    @Test
    void anUnusableHeaderIsRefusedWithWhatItLacks() {
        assertThat(flaw("name", "city"))
                .isEqualTo(
                        "The first line names no column user_id; it names: name, city. Rename one, or say which it is.");
        assertThat(flaw("user_id", "User ID"))
                .isEqualTo(
                        "The first line names the column user_id twice, as \"user_id\" and as \"User ID\". Rename one of"
                                + " them.");
        assertThat(flaw("user_id", "first_name", "FirstName")).contains("first_name twice");
        assertThat(flaw("chat_id", "telegram_id")).contains("user_id twice, as \"chat_id\" and as \"telegram_id\"");
        assertThat(flaw("\0\1\2" + "x".repeat(60_000))).hasSizeLessThan(200).contains("xxx…");
        assertThat(flaw("x,".repeat(1_000).split(","))).hasSizeLessThan(300);
    }

    @Test
    void cellsMissingAtTheEndAreEmptyAndEmptyOnesTooManyAreDropped() throws RowRejected {
        var rows = rows("user_id", "first_name", "last_message_at");
        for (var row :
                new String[][] {{"42"}, {"42", ""}, {"42", "", ""}, {"42", "", "", "", " ", "\u00A0", "=\"\""}}) {
            assertThat(rows.read(row(row), notes::add).contact())
                    .isEqualTo(new Contact(
                            42,
                            new Contact.Profile(null, null, null, null, null),
                            new Contact.Evidence(null, null, null, null)));
        }
        assertThat(notes).isEmpty();
        assertThatThrownBy(() -> rows.read(row("42", "Doe", "John", "", "2026-01-15"), notes::add)
                        .contact())
                .hasMessage("the header has 3 columns, the row 5");
    }

    @Test
    void aValueInAColumnWithoutANameIsNoted() throws RowRejected {
        assertThat(rows("user_id", "", "")
                        .read(row("42", "x", " "), notes::add)
                        .contact()
                        .userId())
                .isEqualTo(42);
        assertThat(notes).hasToString("[column 2 has no name, and 'x' in it was left out]");
    }

    @ParameterizedTest
    @CsvSource({"@anna, anna", "anna, anna", "' @anna ', anna", "@,", "' ',"})
    void aUsernameLosesItsAtSign(String written, String kept) throws RowRejected {
        assertThat(rows("user_id", "username")
                        .read(row("1", written), notes::add)
                        .contact()
                        .username())
                .isEqualTo(kept);
        assertThat(notes).isEmpty();
    }

    @Test
    void anApostropheThatKeepsASpreadsheetFromAFormulaIsNoPartOfAValue() throws RowRejected {
        var rows = rows("user_id", "username", "phone", "first_name");
        var contact = rows.read(row("'+42", "'@anna", "'+49170", "'t Hooft"), notes::add)
                .contact();
        assertThat(contact)
                .isEqualTo(new Contact(
                        42,
                        new Contact.Profile("anna", "'t Hooft", null, "+49170", null),
                        new Contact.Evidence(null, null, null, null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+49 170 1234567",
                "0170/123 45-67",
                "(030) 12.34.56",
                "+49 (0) 170-1234567",
                "12345",
                "\u0661\u0662\u0663\u0664\u0665",
                "123456789012345",
                "(+49) 170 1234567"
            })
    void aPhoneNumberStaysAsItIsWritten(String written) throws RowRejected {
        assertThat(rows("user_id", "phone")
                        .read(row("1", written), notes::add)
                        .contact()
                        .phone())
                .isEqualTo(written);
        assertThat(notes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "1234", "1234567890123456", "+49170 ext. 5", "49+170123", "++49170123", "4,9E+11", "-"})
    void whatIsNoPhoneNumberIsLeftOutAndNobodyIsLostOverIt(String written) throws RowRejected {
        assertThat(rows("user_id", "first_name", "phone")
                        .read(row("1", "Ann", written), notes::add)
                        .contact())
                .isEqualTo(new Contact(
                        1,
                        new Contact.Profile(null, "Ann", null, null, null),
                        new Contact.Evidence(null, null, null, null)));
        assertThat(notes)
                .hasToString("[phone '" + written + "' was left out: it is no phone number of 5 to 15 digits, such as"
                        + " +49 151 12345678]");
    }

    @Test
    void aTextIsMeasuredInCharactersAsPeopleCountThemAndLeftOutWhenTooLong() throws RowRejected {
        var rows = rows("user_id", "first_name");
        assertThat(rows.read(row("1", "🌷".repeat(200)), notes::add).contact().firstName())
                .hasSize(400);
        assertThat(notes).isEmpty();
        assertThat(rows.read(row("1", "n".repeat(201)), notes::add).contact().firstName())
                .isNull();
        assertThat(notes).hasToString("[first_name was left out: it is longer than 200 characters]");
    }

    @ParameterizedTest
    @CsvSource({
        "A\u202Enna, Anna",
        "A\u2028nna, A nna",
        "An\u0000na, An na",
        "An\u0007na, An na",
        "An\u00ADna, Anna",
        "An\u2066na, Anna",
        "An\u200Bna, Anna",
        "A\uFEFFnna, Anna",
    })
    void whatCannotBeShownIsTakenOutOfANameAndNoted(String written, String kept) throws RowRejected {
        assertThat(rows("user_id", "first_name")
                        .read(row("1", written), notes::add)
                        .contact()
                        .firstName())
                .isEqualTo(kept);
        assertThat(notes).hasToString("[first_name: characters that cannot be shown were taken out]");
    }

    @Test
    void aLineBreakInANameIsABlank() throws RowRejected {
        assertThat(rows("user_id", "first_name")
                        .read(row("1", "Be\nrg"), notes::add)
                        .contact()
                        .firstName())
                .isEqualTo("Be rg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "علی\u200Cرضا",
                "👨\u200D👩\u200D👧",
                "❤\uFE0F",
                "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F",
                "न्\u200Dय",
                "O'Brien",
                "Müller-Lüdenscheidt",
                "李小龙",
                "Łukasz"
            })
    void whatBelongsToANameStays(String name) throws RowRejected {
        assertThat(rows("user_id", "first_name")
                        .read(row("1", name), notes::add)
                        .contact()
                        .firstName())
                .isEqualTo(name);
        assertThat(notes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u3164", "\u2800", "\u200B", " ", "\u202E\u202C"})
    void aNameThatCannotBeSeenIsNone(String name) throws RowRejected {
        assertThat(rows("user_id", "first_name")
                        .read(row("1", name), notes::add)
                        .contact()
                        .firstName())
                .isNull();
    }

    @Test
    void aTimeIsTakenInTheZoneOfTheFileAndOneThatCannotBeReadCostsNobodyTheirPlace() throws RowRejected {
        var cells = row("1", "2026-01-15 10:00", "03/04/2026", "soon");
        var header = header("user_id", "first_message_at", "last_message_at", "opted_in_at");
        var inBerlin = new ContactRows(header, ImportOptions.in(ZoneId.of("Europe/Berlin")))
                .read(cells, notes::add)
                .contact();
        assertThat(inBerlin.firstMessageAt()).isEqualTo(Instant.parse("2026-01-15T09:00:00Z"));
        assertThat(notes)
                .extracting(LocalizedMessage::toString)
                .containsExactly(
                        "last_message_at '03/04/2026' was left out: the day or the month may stand first. Write it as"
                                + " 2026-01-31.",
                        "opted_in_at 'soon' was left out: it is no time that Reprise reads, such as 2026-01-31T09:30:00Z");
        notes.clear();
        assertThat(new ContactRows(header, ImportOptions.in(null))
                        .read(cells, notes::add)
                        .contact()
                        .hasEvidence())
                .isFalse();
        assertThat(notes).hasSize(3).first().asString().contains("it has no offset. Name a time zone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opted_out",
                "Opted out",
                "OPT-OUT",
                "optout",
                "opt_out",
                "unsubscribed",
                "Unsubscribed at",
                "do_not_contact",
                "Do not message",
                "abgemeldet",
                "Abgemeldet am",
                "Widerspruch",
                "abbestellt",
                "отписан",
                "Отписан(а)",
                "Отказ от рассылки",
                "Дата отписки"
            })
    void aColumnOfOptOutsGoesByManyNames(String title) throws RowRejected {
        assertThat(header("user_id", title).ignored(ImportMode.UPDATE)).isEmpty();
        assertThat(header("user_id", title).at(1)).contains(new ColumnTarget.Field(Column.OPTED_OUT));
        assertThat(isOptedOut(title, "yes")).isTrue();
        assertThat(isOptedOut(title, "")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                " YES ",
                "true",
                "TRUE",
                "1",
                "1.0",
                "１",
                "x",
                "X",
                "х",
                "ja",
                "wahr",
                "WAHR",
                "да",
                "Да",
                "истина",
                "=\"yes\"",
                "2026-01-15",
                "2026-01-15 10:00",
                "15.01.2026",
                "03/04/2026",
                "1767225600"
            })
    void aYesOrATimeMeansThatTheyOptedOut(String cell) throws RowRejected {
        assertThat(isOptedOut("opted_out", cell)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "\u00A0", "=\"\"", "no", "NO", "false", "FALSE", "0", "0.0", "nein", "falsch", "нет", "Нет",
                "ложь"
            })
    void aNoOrNothingMeansThatTheyDidNot(String cell) throws RowRejected {
        assertThat(isOptedOut("opted_out", cell)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"maybe", "2", "-1", "-", "soon", "31.02.2026", "yes no", "n/a", "subscribed", "10", "0.5", "not"
            })
    void whatSaysNeitherLeavesTheRowOut(String cell) {
        assertThatThrownBy(() -> isOptedOut("unsubscribed", cell))
                .isInstanceOf(RowRejected.class)
                .hasMessageStartingWith("opted_out '" + cell + "' says neither");
    }

    @Test
    void ofSeveralColumnsOfOptOutsEachCounts() throws RowRejected {
        var titles = new String[] {"user_id", "opted_out", "Opted Out", "abgemeldet", "Sperre"};
        var header = new Header(titles, ColumnMapping.ofFields(Map.of("sperre", Column.OPTED_OUT)));
        assertThat(header.flaw()).isEmpty();
        assertThat(header.ignored(ImportMode.UPDATE)).isEmpty();
        var rows = new ContactRows(header, ImportOptions.in(null));
        for (int i = 1; i < titles.length; i++) {
            var cells = new String[] {"1", "no", "", "nein", "0"};
            cells[i] = "x";
            assertThat(rows.read(row(cells), notes::add).isOptedOut()).isTrue();
        }
        assertThat(rows.read(row("1", "no"), notes::add).isOptedOut()).isFalse();
        assertThatThrownBy(() -> rows.read(row("1", "yes", "", "maybe"), notes::add))
                .hasMessageContaining("'maybe'");
    }

    @Test
    void whoOptedOutGivesNoConsent() throws RowRejected {
        var rows = rows("user_id", "opted_in_at", "opt_in_source", "last_message_at", "opted_out");
        assertThat(rows.read(row("1", "2026-01-15", "fair", "2026-01-16", "ja"), notes::add)
                        .contact())
                .isEqualTo(People.wrote(1, null, Instant.parse("2026-01-16T00:00:00Z")));
        assertThat(notes).hasToString("[the opt-in was left out: the row says that they opted out]");
    }

    private static boolean isOptedOut(String title, String cell) throws RowRejected {
        return rows("user_id", title).read(row("1", cell), note -> {}).isOptedOut();
    }

    private static String flaw(String... titles) {
        return header(titles).flaw().orElseThrow().toString();
    }

    private static Header header(String... titles) {
        return new Header(titles, ColumnMapping.NONE);
    }

    private static ContactRows rows(String... titles) {
        return new ContactRows(header(titles), ImportOptions.in(null));
    }

    private static CsvRows.Row row(String... fields) {
        return new CsvRows.Row(1, fields, null);
    }
}
