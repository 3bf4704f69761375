package org.reprise.audience;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.audience.People.ALPHA;
import static org.reprise.audience.People.BETA;
import static org.reprise.audience.People.anImport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.reprise.access.CurrentCaller;
import org.reprise.access.Quotas;
import org.reprise.audience.ImportJob.State;
import org.reprise.storage.Storage;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestTime;

class ImportJobsTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Storage storage = TestDatabase.SQLITE.open();
    private final Contacts contacts = new Contacts(storage);
    private final ImportFiles files =
            new ImportFiles(TestDatabase.temporaryDirectory(), Clock.systemUTC(), ImportFiles.MAX_BYTES);
    private final ImportJobs jobs = new ImportJobs(
            anImport(storage),
            files,
            new CurrentCaller(),
            new Quotas(new CurrentCaller(), TestDatabase.settings(Map.of()), TestTime.running()),
            waiting::add);

    private Path kept(String text) throws IOException {
        return files.keep(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private ImportJob start(Path file) throws IOException {
        return jobs.start(
                ALPHA, "people.csv", ContactFile.of(file, null, ColumnMapping.NONE), ImportOptions.in(ZoneOffset.UTC));
    }

    @Test
    void runsInTheBackgroundAndReportsInTheEnd() throws IOException {
        var file = kept("user_id,first_name\n1,Anna\nx,Bob\n");
        var job = start(file);
        assertThat(job.state()).isEqualTo(State.RUNNING);
        assertThat(job.percent()).isZero();
        waiting.remove().run();
        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(job.percent()).isEqualTo(100);
        assertThat(job.report().imported()).isEqualTo(1);
        assertThat(job.report().rejects().count()).isEqualTo(1);
        assertThat(file).doesNotExist();
        assertThat(jobs.newest(ALPHA)).contains(job);
        assertThat(jobs.newest(BETA)).isEmpty();
    }

    @Test
    void aFileThatCannotBeImportedIsRefusedInWords() throws IOException {
        var file = kept("name\nAnna\n");
        var job = start(file);
        waiting.remove().run();
        assertThat(job.state()).isEqualTo(State.REFUSED);
        assertThat(job.reason().toString()).contains("user_id");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatVanishesBreaksTheImportOff() throws IOException {
        var file = kept("user_id\n1\n");
        var job = start(file);
        Files.delete(file);
        waiting.remove().run();
        assertThat(job.state()).isEqualTo(State.BROKEN);
    }

    @Test
    void whatWasLeftOutCanBeMendedAndImportedAgain() throws IOException {
        var job =
                start(kept("user_id;Name, first;last_name\n1;Anna;A\n5.01E+08;\"=1;\n+2\";B\n-100;Group\n7;\"open\n"));
        waiting.remove().run();
        assertThat(job.report().imported()).isEqualTo(1);
        var out = new StringWriter();
        jobs.copyLeftOut(job, said -> said.in(Locale.GERMAN), out);
        assertThat(out.toString().split("\r\n"))
                .containsExactly(
                        "\uFEFFline,reason,user_id,\"Name, first\",last_name",
                        "3,\"user_id '5.01E+08' wurde von einer Tabelle gerundet. Formatieren Sie die Spalte dort als Text,"
                                + " und geben Sie die Nummer neu ein.\",5.01E+08,'=1; '+2,B",
                        "5,\"user_id '-100' ist eine Gruppe oder ein Kanal, und Reprise schreibt Menschen\",'-100,Group",
                        "6,ein Anführungszeichen wird geöffnet und nicht geschlossen");
        var mended = out.toString().replace("5.01E+08,'", "501000008,'");
        var again = start(kept(mended));
        waiting.remove().run();
        assertThat(again.report().imported()).isEqualTo(1);
        assertThat(contacts.find(ALPHA, 501_000_008)).map(Contact::lastName).contains("B");
        assertThat(again.report().file().ignored()).containsExactly("line", "reason", "Name, first");
    }

    @Test
    void anotherImportTakesThePlaceOfWhatWasLeftOut() throws IOException {
        var first = start(kept("user_id\nx\n"));
        waiting.remove().run();
        assertThat(first.leftOut()).exists();
        start(kept("user_id\nx\n"));
        assertThat(first.leftOut()).doesNotExist();
    }
}
