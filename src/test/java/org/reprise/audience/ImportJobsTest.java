package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.audience.People.ALPHA;
import static org.reprise.audience.People.BETA;
import static org.reprise.audience.People.anImport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.audience.ImportJob.State;
import org.reprise.testing.TestDatabase;

class ImportJobsTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Contacts contacts = new Contacts(TestDatabase.SQLITE.open());
    private final ImportJobs jobs = new ImportJobs(anImport(contacts), waiting::add);

    @TempDir
    private Path directory;

    @Test
    void runsInTheBackgroundAndReportsInTheEnd() throws IOException {
        var file = Files.writeString(directory.resolve("people.csv"), "user_id,first_name\n1,Anna\nx,Bob\n");
        var job = jobs.start(ALPHA, "people.csv", file);
        assertThat(job.state()).isEqualTo(State.RUNNING);
        assertThat(job.percent()).isZero();
        waiting.remove().run();
        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(job.percent()).isEqualTo(100);
        assertThat(job.report().imported()).isEqualTo(1);
        assertThat(job.report().rejected()).isEqualTo(1);
        assertThat(file).doesNotExist();
        assertThat(jobs.newest(ALPHA)).contains(job);
        assertThat(jobs.newest(BETA)).isEmpty();
    }

    @Test
    void aFileThatCannotBeImportedIsRefusedInWords() throws IOException {
        var file = Files.writeString(directory.resolve("people.csv"), "name\nAnna\n");
        var job = jobs.start(ALPHA, "people.csv", file);
        waiting.remove().run();
        assertThat(job.state()).isEqualTo(State.REFUSED);
        assertThat(job.reason().toString()).contains("user_id");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatVanishesBreaksTheImportOff() throws IOException {
        var file = Files.writeString(directory.resolve("people.csv"), "user_id\n1\n");
        var job = jobs.start(ALPHA, "people.csv", file);
        Files.delete(file);
        waiting.remove().run();
        assertThat(job.state()).isEqualTo(State.BROKEN);
    }
}
