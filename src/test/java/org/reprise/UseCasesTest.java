package org.reprise;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.reprise.access.Needs;
import org.reprise.access.Role;
import org.reprise.storage.Storage;

/** Whatever an edge can ask for that changes something asks for a role, whichever edge it is. */
class UseCasesTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.reprise");

    /** Writes, and is a read all the same. */
    private static final Map<String, String> READS = Map.of(
            "AudienceSizes.of", "a sandbox that is counted is opened",
            "AudienceSizes.leftOut", "a sandbox that is counted is opened",
            "Webhooks.take", "Telegram proves who it is by a secret of its own",
            "TestSend.people", "a sandbox whose people are offered is opened");

    @Test
    void theWalkToTheDatabaseFindsChangesAndNoReads() {
        var writing = calledByAnEdge().stream()
                .filter(UseCasesTest::writes)
                .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                .collect(Collectors.toSet());
        assertThat(writing)
                .contains(
                        "CampaignService.create",
                        "CampaignService.update",
                        "ConnectionService.connect",
                        "ContactService.optOut",
                        "RestoreService.accept",
                        "UncertainService.sendAgain")
                .doesNotContain("CampaignService.find", "CampaignList.page", "ConnectionService.all");
    }

    @Test
    void whatChangesSomethingNeedsARole() {
        var without = new TreeSet<String>();
        for (var method : calledByAnEdge()) {
            if (writes(method) && roleOf(method) == null) {
                without.add(method.getOwner().getSimpleName() + "." + method.getName());
            }
        }
        without.removeAll(READS.keySet());
        assertThat(without).isEmpty();
    }

    @Test
    void sendersAndWhatCannotBeTakenBackAreForOwners() {
        assertThat(rolesOf("ConnectionService"))
                .containsEntry("connect", Role.OWNER)
                .containsEntry("goOn", Role.OWNER)
                .containsEntry("scan", Role.OWNER)
                .containsEntry("disconnect", Role.OWNER)
                .containsEntry("pace", Role.OWNER);
        assertThat(rolesOf("UncertainService"))
                .containsEntry("sendAgain", Role.OWNER)
                .containsEntry("sendOneAgain", Role.OWNER)
                .containsEntry("countAsSent", Role.OPERATOR);
        assertThat(rolesOf("RestoreService")).containsEntry("accept", Role.OWNER);
        assertThat(rolesOf("CampaignService").values()).containsOnly(Role.OPERATOR);
    }

    private static Map<String, Role> rolesOf(String useCases) {
        return CLASSES.stream()
                .filter(type -> type.getSimpleName().equals(useCases))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> roleOf(method) != null)
                .collect(Collectors.toMap(JavaMethod::getName, UseCasesTest::roleOf, (one, other) -> one));
    }

    /** What a call from {@code rest} or {@code ui} reaches first, in a room that has use cases. */
    private static Set<JavaMethod> calledByAnEdge() {
        var edges = resideInAnyPackage("org.reprise.rest..", "org.reprise.ui..");
        return CLASSES.stream()
                .filter(resideInAnyPackage(
                        "org.reprise.campaign..",
                        "org.reprise.audience..",
                        "org.reprise.delivery..",
                        "org.reprise.telegram..",
                        "org.reprise.restore..",
                        "org.reprise.session.."))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                        && !method.getOwner().isInterface()
                        && method.getAccessesToSelf().stream().anyMatch(access -> edges.test(access.getOriginOwner())))
                .collect(Collectors.toSet());
    }

    private static Role roleOf(JavaMethod method) {
        return method.tryGetAnnotationOfType(Needs.class)
                .or(() -> method.getOwner().tryGetAnnotationOfType(Needs.class))
                .map(Needs::value)
                .orElse(null);
    }

    /** Whether it leads to a write into the database, by whatever it calls. */
    private static boolean writes(JavaMethod method) {
        var seen = new HashSet<JavaCodeUnit>();
        var next = new ArrayDeque<JavaCodeUnit>(Set.of(method));
        while (!next.isEmpty()) {
            for (var access : next.remove().getAccessesFromSelf()) {
                if (access.getTarget() instanceof CodeUnitAccessTarget target) {
                    if (target.getOwner().isEquivalentTo(Storage.class)
                            && target.getName().startsWith("write")) {
                        return true;
                    }
                    target.resolveMember()
                            .filter(UseCasesTest::isOurs)
                            .filter(seen::add)
                            .ifPresent(next::add);
                }
            }
        }
        return false;
    }

    private static boolean isOurs(JavaCodeUnit unit) {
        JavaClass owner = unit.getOwner();
        return resideInAPackage("org.reprise..").test(owner)
                && !resideInAPackage("org.reprise.storage..").test(owner);
    }
}
