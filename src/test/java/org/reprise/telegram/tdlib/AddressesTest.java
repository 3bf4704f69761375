package org.reprise.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.message.Address;
import org.reprise.telegram.tdlib.dc.LibraryUnderTest;

/** Which addresses Telegram takes: our reading against its own, which TDLib has inside, on thousands of them. */
class AddressesTest {
    private static final int ADDRESSES = 30_000;
    private static final String[] PIECES =
            ("http:// https:// HTTPS:// tg:// tg: TG: ton: tonsite:// ftp:// javascript: mailto: // : / ? # @ . .. , - _ |"
                            + " example .org example.org localhost t.me/ shopbot resolve?domain= пример.рф xn--e1a"
                            + " 1.2.3.4 [::1] [::g] [ ] :80 :080 :0 :65535 :65536 :99999 : a b · {id} %41 %4 %zz ! $ * ~ ' ( ) ; & + =")
                    .split(" ");

    @TempDir
    private Path dataDir;

    @Test
    void everyAddressIsTakenThatTelegramTakesAndNoOther() {
        try (var tdlib = TestTdlib.with(LibraryUnderTest.find(), dataDir)) {
            var random = new Random(4711);
            var differences = new ArrayList<String>();
            int taken = 0;
            for (int i = 0; i < ADDRESSES; i++) {
                var address = random.ints(1 + random.nextInt(5), 0, PIECES.length)
                        .mapToObj(at -> PIECES[at].replace('·', ' '))
                        .collect(Collectors.joining());
                boolean takes = isTaken(tdlib, address);
                taken += takes ? 1 : 0;
                var flaw = new Address(address).flaw();
                if (flaw.isEmpty() != takes) {
                    differences.add(address + ": Telegram's " + takes + ", ours " + flaw);
                }
            }
            assertThat(taken).as("addresses that Telegram takes").isBetween(ADDRESSES / 20, ADDRESSES / 2);
            assertThat(differences).isEmpty();
        }
    }

    /** An address that Telegram does not take leaves a text without a link. */
    private static boolean isTaken(TdClients tdlib, String address) {
        var escaped = address.replace("&", "&amp;").replace("\"", "&quot;");
        var parsed = tdlib.execute(TdRequest.of("parseTextEntities")
                .add("text", "<a href=\"" + escaped + "\">\u4e00</a>")
                .add("parse_mode", TdRequest.of("textParseModeHTML"))
                .build());
        return !parsed.getJsonArray("entities").isEmpty();
    }
}
