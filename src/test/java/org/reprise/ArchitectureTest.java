package org.reprise;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.primefaces.model.LazyDataModel;
import org.reprise.storage.Storage;

/** Which room may know which, and what only one of them may do. src/adr/0004 says why. */
@AnalyzeClasses(packages = "org.reprise", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {
        "campaign", "audience", "progress", "delivery", "session", "telegram", "message", "restore", "access", "storage"
    };

    /** Names of the methods that pages call when something is pressed or changed. */
    private static final Set<String> ACTIONS = actionsOfPages();

    /** Of {@link java.time.Clock} and its kind, those that are not given another clock. */
    private static final Set<String> MACHINE_CLOCKS =
            Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes");

    @ArchTest
    static final ArchRule restKnowsTheCore = roomKnowsOnly(
            "rest",
            Stream.concat(Stream.of("metrics", "lifecycle"), Stream.of(CORE)).toArray(String[]::new));

    @ArchTest
    static final ArchRule metricsKnowTheCore = roomKnowsOnly(
            "metrics", Stream.concat(Stream.of("lifecycle"), Stream.of(CORE)).toArray(String[]::new));

    @ArchTest
    static final ArchRule lifecycleArrows = roomKnowsOnly("lifecycle", "campaign", "telegram", "restore", "storage");

    @ArchTest
    static final ArchRule prometheusStaysInMetrics = noClasses()
            .that(not(resideInAPackage("org.reprise.metrics")))
            .should()
            .dependOnClassesThat(resideInAPackage("io.prometheus.."));

    @ArchTest
    static final ArchRule uiKnowsTheCore = roomKnowsOnly("ui", CORE);

    @ArchTest
    static final ArchRule scheduleKnowsTheCore = roomKnowsOnly("schedule", CORE);

    @ArchTest
    static final ArchRule campaignArrows = roomKnowsOnly(
            "campaign", "delivery", "session", "audience", "telegram", "message", "restore", "access", "storage");

    @ArchTest
    static final ArchRule progressArrows = roomKnowsOnly("progress", "delivery", "telegram", "access", "storage");

    @ArchTest
    static final ArchRule deliveryArrows =
            roomKnowsOnly("delivery", "session", "audience", "telegram", "message", "restore", "access", "storage");

    @ArchTest
    static final ArchRule ledgerArrows =
            roomKnowsOnly("delivery.ledger", "audience", "telegram", "message", "restore", "access", "storage");

    @ArchTest
    static final ArchRule reportArrows =
            roomKnowsOnly("delivery.report", "delivery.ledger", "audience", "telegram", "message", "access", "storage");

    @ArchTest
    static final ArchRule sessionArrows =
            roomKnowsOnly("session", "audience", "telegram", "message", "restore", "access", "storage");

    @ArchTest
    static final ArchRule audienceArrows = roomKnowsOnly("audience", "telegram", "message", "access", "storage");

    @ArchTest
    static final ArchRule telegramArrows = roomKnowsOnly("telegram", "message", "access", "storage", "security");

    @ArchTest
    static final ArchRule accessArrows = roomKnowsOnly("access", "message", "storage");

    @ArchTest
    static final ArchRule messageArrows = roomKnowsOnly("message");

    @ArchTest
    static final ArchRule restoreArrows = roomKnowsOnly("restore", "access", "storage");

    @ArchTest
    static final ArchRule securityArrows = roomKnowsOnly("security");

    @ArchTest
    static final ArchRule storageArrows = roomKnowsOnly("storage");

    @ArchTest
    static final ArchRule settingsKnowNobody = noClasses()
            .that(resideInAPackage("org.reprise"))
            .should()
            .dependOnClassesThat(resideInAPackage("org.reprise.*.."));

    @ArchTest
    static final ArchRule noCircles =
            slices().matching("org.reprise.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noCirclesInDelivery = noCirclesInside("delivery.run");

    @ArchTest
    static final ArchRule noCirclesInLedger = noCirclesInside("delivery.ledger");

    @ArchTest
    static final ArchRule noCirclesInReport = noCirclesInside("delivery.report");

    @ArchTest
    static final ArchRule noCirclesInSession = noCirclesInside("session");

    @ArchTest
    static final ArchRule jnaStaysInTdlib = noClasses()
            .that(not(resideInAPackage("org.reprise.telegram.tdlib..")))
            .should()
            .dependOnClassesThat(resideInAPackage("com.sun.jna.."));

    /** A repository holds a Storage, or maps its rows. Neither stands in rest or ui. */
    @ArchTest
    static final ArchRule sqlStaysInRepositories = noClasses()
            .that(not(resideInAPackage("org.reprise.storage"))
                    .and(not(describe("are repositories", ArchitectureTest::isRepository))))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi.."));

    @ArchTest
    static final ArchRule theContainerMakesAllThreads =
            noClasses().should().accessTargetWhere(describe("makes a thread", ArchitectureTest::makesAThread));

    /** Else a test could not set the time, and two parts of one wait would go by different clocks. */
    @ArchTest
    static final ArchRule timeComesFromTheTimeSource = noClasses()
            .that(not(describe(
                    "are TimeSource, or make it",
                    type -> outermost(type).isEquivalentTo(TimeSource.class)
                            || type.isEquivalentTo(Settings.Source.class))))
            .should()
            .accessTargetWhere(describe("asks the machine for the time", ArchitectureTest::asksTheMachineForTheTime));

    @ArchTest
    static final ArchRule settingsAloneReadTheEnvironment = noClasses()
            .that(not(describe(
                    "are Settings, or keep there what deployments share",
                    type -> outermost(type).isEquivalentTo(Settings.class) || type.isEquivalentTo(OwnProcess.class))))
            .should()
            .accessTargetWhere(describe("reads the environment", ArchitectureTest::readsTheEnvironment))
            .orShould()
            .dependOnClassesThat(resideInAPackage("org.eclipse.microprofile.config.."));

    /** Where people speak Turkish, the small letter of I is no i, and "RUNNING" becomes no word of the database. */
    @ArchTest
    static final ArchRule noWordDependsOnTheMachinesLanguage = noClasses()
            .should()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase");

    @ArchTest
    static final ArchRule anyServerWillDo = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("fish.payara..", "org.glassfish..", "com.sun.faces..", "org.jboss.."));

    /**
     * Faces takes whatever an action returns for the name of the next page, and fails when there is none of that name.
     */
    @ArchTest
    static final ArchRule actionsOfPagesReturnNothingOrAPage = methods()
            .that()
            .areDeclaredInClassesThat(resideInAPackage("org.reprise.ui").and(not(assignableTo(LazyDataModel.class))))
            .and()
            .arePublic()
            .and(describe("are actions of a page", method -> ACTIONS.contains(method.getName())))
            .should()
            .haveRawReturnType(describe(
                    "void or String", type -> type.isEquivalentTo(void.class) || type.isEquivalentTo(String.class)));

    @ArchTest
    static final ArchRule beansHaveNoConstructorForProxies = noConstructors()
            .that(describe(
                    "have no parameters", made -> made.getRawParameterTypes().isEmpty()))
            .should()
            .beDeclaredInClassesThat(describe(
                    "have an injected constructor",
                    type -> type.getConstructors().stream().anyMatch(made -> made.isAnnotatedWith(Inject.class))))
            .because("weld.properties lets proxies do without, see src/adr/0019");

    /** Rooms that do not exist yet keep the rule; Settings are for all. */
    private static ArchRule roomKnowsOnly(String room, String... others) {
        var known = Stream.concat(Stream.of(room), Stream.of(others)).map(name -> "org.reprise." + name + "..");
        return noClasses()
                .that(resideInAPackage("org.reprise." + room + ".."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.reprise.*..").and(not(resideInAnyPackage(known.toArray(String[]::new)))))
                .allowEmptyShould(true);
    }

    /** Each class with those inside of it is a slice of its own. */
    private static ArchRule noCirclesInside(String room) {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return resideInAPackage("org.reprise." + room).test(type)
                                ? SliceIdentifier.of(outermost(type).getName())
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "classes of " + room;
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    private static boolean isRepository(JavaClass type) {
        return !resideInAnyPackage("org.reprise.rest..", "org.reprise.ui..").test(type)
                && (type.isAssignableTo(RowMapper.class)
                        || outermost(type).getFields().stream()
                                .anyMatch(field -> field.getRawType().isEquivalentTo(Storage.class)));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static boolean makesAThread(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getName();
        boolean made = name.equals("<init>")
                && (owner.isAssignableTo(Thread.class)
                        || owner.isAssignableTo(Timer.class)
                        || owner.isAssignableTo(Executor.class) && !takesItsThreads(access));
        boolean onTheCommonPool = owner.isAssignableTo(CompletionStage.class)
                && name.endsWith("Async")
                && access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isAssignableTo(Executor.class));
        boolean byTheJdk =
                owner.isEquivalentTo(Executors.class) && (name.startsWith("new") || name.endsWith("ThreadFactory"));
        return made || onTheCommonPool || byTheJdk;
    }

    /** From a factory, which nobody but the container makes. */
    private static boolean takesItsThreads(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().anyMatch(type -> type.isAssignableTo(ThreadFactory.class));
    }

    private static boolean asksTheMachineForTheTime(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        var owner = target.getOwner();
        var name = target.getName();
        boolean isGivenAClock =
                target.getRawParameterTypes().stream().anyMatch(type -> type.isAssignableTo(InstantSource.class));
        return owner.isEquivalentTo(System.class) && (name.equals("nanoTime") || name.equals("currentTimeMillis"))
                || owner.getPackageName().startsWith("java.time") && name.equals("now") && !isGivenAClock
                || owner.isAssignableTo(InstantSource.class) && MACHINE_CLOCKS.contains(name)
                || owner.isAssignableTo(Date.class)
                        && name.equals("<init>")
                        && target.getRawParameterTypes().isEmpty();
    }

    private static boolean readsTheEnvironment(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(System.class)
                && Stream.of("getenv", "getProperty", "getProperties").anyMatch(access.getName()::equals);
    }

    private static Set<String> actionsOfPages() {
        var action = Pattern.compile("(?:action|listener)=\"#\\{[\\w.]*\\.(\\w+)[^\"]*}\"");
        try (var files = Files.walk(Path.of("webapp"))) {
            return files.filter(file -> file.toString().endsWith(".xhtml"))
                    .flatMap(file -> action.matcher(read(file)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
