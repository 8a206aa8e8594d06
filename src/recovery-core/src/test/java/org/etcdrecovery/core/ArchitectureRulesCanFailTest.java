package org.etcdrecovery.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Arrays;
import org.etcdrecovery.core.bolt.DeliberateFormatViolation;
import org.etcdrecovery.core.contents.kubernetes.DeliberateKubernetesViolation;
import org.etcdrecovery.core.rescue.DeliberateRescueViolation;
import org.etcdrecovery.core.snapshot.DeliberateCoreViolation;
import org.etcdrecovery.core.wal.DeliberateWalViolation;
import org.junit.jupiter.api.Test;

/** A rule that has never failed may be unable to fail, so each is checked against a class that breaks it. */
class ArchitectureRulesCanFailTest {
    private static final JavaClasses VIOLATIONS = new ClassFileImporter().importClasses(DeliberateFormatViolation.class,
            DeliberateWalViolation.class, DeliberateCoreViolation.class, DeliberateRescueViolation.class,
            DeliberateKubernetesViolation.class);

    @Test
    void seesAFormatThatKnowsTheProgramAroundIt() {
        assertBroken(ArchitectureTest.formatsKnowOnlyBytes, "DeliberateFormatViolation", "DeliberateCoreViolation");
    }

    @Test
    void seesAFormatThatKnowsAnother() {
        assertBroken(ArchitectureTest.formatsDoNotKnowEachOther, "DeliberateFormatViolation", "DeliberateWalViolation");
    }

    @Test
    void seesARescueThatKnowsPlans() {
        assertBroken(ArchitectureTest.rescueKnowsFormatsAndSnapshots, "DeliberateRescueViolation", "Owner");
    }

    @Test
    void seesADecoderOfKubernetesThatKnowsSnapshots() {
        assertBroken(ArchitectureTest.kubernetesKnowsOnlyValues, "DeliberateKubernetesViolation", "Verdict");
    }

    @Test
    void seesJsonThatIsNotEscaped() {
        assertBroken(ArchitectureTest.jsonIsPrintedInOnePlace, "writeValueAsString");
    }

    @Test
    void seesReleasesToldApartAnywhere() {
        assertBroken(ArchitectureTest.releasesDifferInOnePlace, "EtcdRelease.V3_4", "EtcdRelease.ordinal()",
                "calls constructor <org.etcdrecovery.core.keyspace.MinorVersion.<init>");
    }

    @Test
    void seesHtmlThatIsNotEscaped() {
        assertBroken(ArchitectureTest.htmlIsPrintedInOnePlace, "rawHtml", "render");
    }

    @Test
    void seesACycle() {
        assertBroken(ArchitectureTest.noCycles, "Cycle detected");
    }

    @Test
    void seesServersTalkedToElsewhere() {
        assertBroken(ArchitectureTest.onlyClusterTalksToServers, "io.etcd.jetcd.Client", "io.grpc.Channel",
                "io.netty.channel.EventLoop", "org.xbill.DNS.Resolver");
    }

    @Test
    void seesObjectStorageUsedElsewhere() {
        assertBroken(ArchitectureTest.onlyStoreKnowsObjectStorage, "software.amazon.awssdk.services.s3.S3Client");
    }

    @Test
    void seesAToolkit() {
        assertBroken(ArchitectureTest.noToolkit, "java.awt.Point");
    }

    @Test
    void seesAnotherProgramStarted() {
        assertBroken(ArchitectureTest.startsNoOtherProgram, "java.lang.ProcessBuilder", "Runtime.exec");
    }

    @Test
    void seesPrinting() {
        assertBroken(ArchitectureTest.noPrinting, "java.lang.System.out");
    }

    @Test
    void seesFilesWrittenAnywhere() {
        assertBroken(ArchitectureTest.filesAreWrittenInFewPlaces, "Files.delete");
        assertBroken(ArchitectureTest.filesAreWrittenInFewPlaces, "StandardOpenOption.WRITE");
        assertBroken(ArchitectureTest.filesAreWrittenInFewPlaces, "StandardOpenOption.APPEND");
    }

    @Test
    void seesFilesListedAndReadAnywhere() {
        assertBroken(ArchitectureTest.filesAreWrittenInFewPlaces, "Files.newDirectoryStream", "Files.readAllBytes");
    }

    private static void assertBroken(ArchRule rule, String... words) {
        EvaluationResult result = rule.evaluate(VIOLATIONS);
        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString()).contains(Arrays.asList(words));
    }
}
