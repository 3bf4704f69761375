package org.reprise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.aCampaign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.message.Extras;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Kind;
import org.reprise.telegram.StoredFiles;
import org.reprise.testing.CampaignEdits;
import org.reprise.testing.ScriptedTelegram;
import org.reprise.testing.TestDatabase;
import org.reprise.testing.TestReprise;

class UnusedFilesTest {
    private TestReprise reprise;
    private StoredFiles files;

    private void given(TestDatabase database) {
        reprise = new TestReprise(database, new ScriptedTelegram(10));
        files = new StoredFiles(reprise.settings);
    }

    @AfterEach
    void close() {
        reprise.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFileStaysAsLongAsAnyRevisionNamesItAndOneThatWasNeverSavedGoes(TestDatabase database) throws IOException {
        given(database);
        var first = keep("first");
        var second = keep("second");
        var neverSaved = keep("never saved");
        long id = reprise.desk.create(aCampaign("Hello")).id();
        reprise.desk.update(id, attaching(first));
        reprise.desk.update(id, attaching(second));
        reprise.desk.update(id, CampaignEdits.ofExtras(ExtrasEdit.to(Extras.NONE)));
        sweep(Duration.ofHours(1));
        assertThat(files.find(neverSaved)).isPresent();
        sweep(Duration.ofDays(2));
        assertThat(files.find(first)).isPresent();
        assertThat(files.find(second)).isPresent();
        assertThat(files.find(neverSaved)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsSavedLateIsRefusedAndNotSentWithoutItsFile(TestDatabase database) throws IOException {
        given(database);
        var hash = keep("late");
        long id = reprise.desk.create(aCampaign("Hello")).id();
        sweep(Duration.ofDays(2));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> reprise.desk.update(id, attaching(hash)))
                .isInstanceOf(CampaignRefused.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aDatabaseWithoutCampaignsTellsNothingOfFiles(TestDatabase database) throws IOException {
        given(database);
        var hash = keep("of another database");
        sweep(Duration.ofDays(2));
        assertThat(files.find(hash)).isPresent();
    }

    private String keep(String content) throws IOException {
        return files.keep(new ByteArrayInputStream(content.getBytes()));
    }

    private static CampaignEdit attaching(String hash) {
        var extras = new Extras(Attachment.of(Kind.DOCUMENT, hash, "a.pdf"), List.of(), false, false);
        return CampaignEdits.ofExtras(ExtrasEdit.to(extras));
    }

    /** As it would be that much later. */
    private void sweep(Duration later) {
        new UnusedFiles(reprise.storage, files, Clock.offset(Clock.systemUTC(), later)).sweep();
    }
}
