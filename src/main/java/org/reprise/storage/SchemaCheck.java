package org.reprise.storage;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.reprise.RepriseVersion;

/** Compares the steps that a database has gone through with those that this Reprise knows. */
final class SchemaCheck {
    private final MigrationInfo[] steps;

    /** @param steps all that one of the two has */
    SchemaCheck(MigrationInfo[] steps) {
        this.steps = steps;
    }

    /** @return why this Reprise must leave the database alone, and what to do */
    Optional<String> refusal() {
        return newer().or(() -> first(step -> step.getState() == MigrationState.FAILED)
                        .map(step -> "its schema's step " + words(step)
                                + " failed half-way. Restore the backup that was made before."))
                .or(() -> first(step -> step.getState() == MigrationState.MISSING_SUCCESS
                                || step.getState() == MigrationState.MISSING_FAILED)
                        .map(step -> "its schema's step " + words(step)
                                + " is none of Reprise's. Give Reprise a database of its own."))
                .or(() -> first(SchemaCheck::isAnother)
                        .map(step -> "its schema's step " + words(step) + " is not the same as in Reprise "
                                + RepriseVersion.current()
                                + ": another program made it, or a build that was never released. Start the Reprise that"
                                + " made it, or give this one a database of its own."));
    }

    private Optional<String> newer() {
        return Stream.of(steps)
                .filter(step -> step.getState() == MigrationState.FUTURE_SUCCESS
                        || step.getState() == MigrationState.FUTURE_FAILED)
                .max(Comparator.comparing(MigrationInfo::getVersion))
                .map(step -> "its schema has version " + step.getVersion() + ", by " + author(step)
                        + "; this is Reprise " + RepriseVersion.current() + ", which knows versions up to "
                        + newestKnown()
                        + ". Nothing was changed. Start the newer Reprise.");
    }

    private static String author(MigrationInfo step) {
        var author = step.getInstalledBy();
        return author != null && author.startsWith(Migrations.AUTHOR) ? author : "a newer Reprise";
    }

    private String newestKnown() {
        return Stream.of(steps)
                .filter(step -> step.getState().isResolved() && step.getVersion() != null)
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .map(String::valueOf)
                .orElse("none");
    }

    private static boolean isAnother(MigrationInfo step) {
        return step.getState().isApplied() && !(step.isChecksumMatching() && step.isTypeMatching());
    }

    private Optional<MigrationInfo> first(java.util.function.Predicate<MigrationInfo> wanted) {
        return Stream.of(steps).filter(wanted).findFirst();
    }

    private static String words(MigrationInfo step) {
        return step.getVersion() + " (" + step.getDescription() + ")";
    }
}
