package org.etcdrecovery.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Set;
import org.etcdrecovery.cli.options.DeliberateCycle;
import org.etcdrecovery.core.testing.FrontEndDoor;
import org.junit.jupiter.api.Test;

/** The rules of the command line, each also checked against {@link DeliberateViolation}, which it must reject. */
@AnalyzeClasses(packages = "org.etcdrecovery.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "org.etcdrecovery.core.";
    private static final Set<String> READING_METHODS = Set.of("isSymbolicLink", "readSymbolicLink", "isRegularFile",
            "isDirectory", "exists", "size");

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
            .because("only the core may write to a disk");

    @ArchTest
    static final ArchRule onlyMainExits = noClasses().that()
            .doNotHaveFullyQualifiedName(Main.class.getName())
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("a verb is also run within tests and prints to its session");

    @ArchTest
    static final ArchRule tracesAreEscaped = noClasses().should()
            .callMethod(Throwable.class, "printStackTrace", PrintWriter.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .because("a message may come from a file or a server, and could forge lines");

    @ArchTest
    static final ArchRule noCycles = slices().matching("org.etcdrecovery.(**)")
            .should()
            .beFreeOfCycles()
            .because("verbs may use options and texts, these the terminal, and none of them the program around them");

    @Test
    void eachRuleCanFail() {
        assertBroken(noCycles, "Cycle detected");
        assertBroken(tracesAreEscaped, "printStackTrace");
        assertBroken(usesTheDoorOfTheCore, "core.bolt.Problem");
        assertBroken(knowsNoFormat, "core.bolt.Problem");
        assertBroken(knowsNoClient, "io.grpc.Status");
        assertBroken(writesNoFile, "Files.delete");
        assertBroken(onlyMainExits, "System.exit");
        assertBroken(onlyMainExits, "System.out");
    }

    private static void assertBroken(ArchRule rule, String words) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(DeliberateViolation.class,
                DeliberateCycle.class))
                .getFailureReport()
                .toString()).contains(words);
    }

    private static boolean mayWrite(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(Files.class) && !READING_METHODS.contains(call.getName());
    }
}
