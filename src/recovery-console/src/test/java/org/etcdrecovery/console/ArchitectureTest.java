package org.etcdrecovery.console;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import javafx.event.EventHandler;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleButton;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepStatus;
import org.etcdrecovery.console.widget.Choosing;
import org.etcdrecovery.core.testing.FrontEndDoor;
import org.junit.jupiter.api.Test;

/**
 * The rules of the console. Each one is also checked against {@link DeliberateViolationViewModel}, to show that it can
 * fail.
 */
@AnalyzeClasses(packages = "org.etcdrecovery.console", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "org.etcdrecovery.core.";
    private static final String CONSOLE = "org.etcdrecovery.console.";
    private static final Set<String> READING_METHODS = Set.of("exists", "isDirectory", "isRegularFile", "size",
            "getLastModifiedTime", "isReadable", "isWritable");

    @ArchTest
    static final ArchRule knowsNoFormat = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE + "bolt..", CORE + "wal..", CORE + "raftsnap..", CORE + "proto..")
            .because("what a file means is the core's to say");

    @ArchTest
    static final ArchRule usesTheDoorOfTheCore = FrontEndDoor.RULE;

    @ArchTest
    static final ArchRule knowsNoClient = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.etcd..", "io.grpc..", "io.netty..")
            .because("clusters are talked to in core.cluster only");

    @ArchTest
    static final ArchRule writesNoFile = noClasses().should()
            .callMethodWhere(describe("a method of java.nio.file.Files that may write, or read without a bound",
                    ArchitectureTest::mayWrite))
            .because("the core alone changes the operator's disks, so reading the core is enough to review that");

    @ArchTest
    static final ArchRule viewModelsHaveNoScene = noClasses().that()
            .haveSimpleNameEndingWith("ViewModel")
            .or()
            .resideInAnyPackage(CONSOLE + "recovery..", CONSOLE + "settings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "org.controlsfx..", CONSOLE + "widget..")
            .because("a view model is driven by a plain test, without a toolkit");

    @ArchTest
    static final ArchRule stepsDoNotKnowEachOther = slices().matching(CONSOLE + "step.(*)..")
            .should()
            .notDependOnEachOther()
            .because("steps meet in the Recovery");

    @ArchTest
    static final ArchRule noCycles = slices().matching(CONSOLE + "(**)")
            .should()
            .beFreeOfCycles()
            .because("the shell can be read without the steps, and the blocks without the shell");

    @ArchTest
    static final ArchRule tracesAreEscaped = noClasses().should()
            .callMethod(Throwable.class, "printStackTrace", PrintWriter.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .because("a message may come from a file or a server, and could forge lines");

    @ArchTest
    static final ArchRule togglesFollowTheArrowKeys = noClasses().that()
            .areNotAssignableTo(Choosing.class)
            .should()
            .callMethod(ToggleButton.class, "setOnAction", EventHandler.class)
            .orShould()
            .callMethod(RadioButton.class, "setOnAction", EventHandler.class)
            .because("the arrow keys select a toggle without an action; Choosing.on sees that too");

    @ArchTest
    static final ArchRule theStatusOfAStepIsAPureFunction = noClasses().that()
            .resideInAPackage(CONSOLE + "step..")
            .and()
            .haveNameMatching(".*(Facts|Status)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Model")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Recovery.class)
            .because("the same facts always give the same status");

    @Test
    void everyStepHasFactsAndAStatus() {
        JavaClasses console = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.etcdrecovery.console.step");
        for (StepId step : StepId.values()) {
            String own = CONSOLE + "step." + step.name().toLowerCase(Locale.ROOT);
            assertThat(console).filteredOn(type -> type.getPackageName().equals(own))
                    .as("%s", step)
                    .anyMatch(type -> type.isRecord() && type.getSimpleName().endsWith("Facts"))
                    .anyMatch(type -> type.getSimpleName().endsWith("Status") && type.getMethods()
                            .stream()
                            .anyMatch(method -> method.getName().equals("of")
                                    && method.getRawReturnType().isEquivalentTo(StepStatus.class)));
        }
    }

    @Test
    void eachRuleCanFail() {
        assertBroken(tracesAreEscaped, "printStackTrace");
        assertBroken(usesTheDoorOfTheCore, "core.bolt.Problem");
        assertBroken(knowsNoFormat, "core.bolt.Problem");
        assertBroken(togglesFollowTheArrowKeys, "RadioButton.setOnAction");
        assertBroken(knowsNoClient, "io.grpc.Status");
        assertBroken(writesNoFile, "Files.delete");
        assertBroken(viewModelsHaveNoScene, "javafx.scene.Node");
    }

    private static void assertBroken(ArchRule rule, String words) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(DeliberateViolationViewModel.class))
                .getFailureReport()
                .toString()).contains(words);
    }

    private static boolean mayWrite(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(Files.class) && !READING_METHODS.contains(call.getName());
    }
}
