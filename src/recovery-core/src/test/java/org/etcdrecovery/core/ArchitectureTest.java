package org.etcdrecovery.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.MinorVersion;
import tools.jackson.databind.ObjectMapper;

/**
 * The rules of the architecture that neither the compiler nor Maven can enforce. {@link ArchitectureRulesCanFailTest}
 * shows that each of them can fail.
 */
@AnalyzeClasses(packages = "org.etcdrecovery.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "org.etcdrecovery.core.";
    private static final String[] FORMATS = {CORE + "bolt..", CORE + "wal..", CORE + "raftsnap.."};
    private static final Set<String> READING_METHODS = Set.of("exists", "notExists", "isDirectory", "isRegularFile",
            "isSymbolicLink", "isReadable", "isWritable", "isExecutable", "isSameFile", "size", "readAttributes",
            "getAttribute",
            "getFileAttributeView", "getOwner", "getPosixFilePermissions",
            "getLastModifiedTime",
            "readSymbolicLink");

    @ArchTest
    static final ArchRule formatsKnowOnlyBytes = classes().that()
            .resideInAnyPackage(FORMATS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "com.google.protobuf..", CORE + "bytes..",
                    CORE + "progress..",
                    CORE + "proto..", FORMATS[0], FORMATS[1], FORMATS[2])
            .because("a format must be readable, testable and correct without the rest of this program");

    @ArchTest
    static final ArchRule formatsDoNotKnowEachOther = slices().matching(CORE + "(bolt|wal|raftsnap)..")
            .should()
            .notDependOnEachOther()
            .because("they are separate formats");

    @ArchTest
    static final ArchRule rescueKnowsFormatsAndSnapshots = classes().that()
            .resideInAPackage(CORE + "rescue..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "com.google.protobuf..", CORE + "rescue..",
                    CORE + "files..", CORE + "bytes..", CORE + "progress..", CORE + "proto..", CORE + "keyspace..",
                    CORE + "finding..", CORE + "origin..", CORE + "snapshot..", CORE + "text..",
                    FORMATS[0], FORMATS[1], FORMATS[2])
            .because("a member is judged before there is a plan, even if no cluster answers");

    @ArchTest
    static final ArchRule kubernetesKnowsOnlyValues = classes().that()
            .resideInAPackage(CORE + "contents.kubernetes..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "com.google.protobuf..", "tools.jackson..", CORE + "text..",
                    CORE + "contents.kubernetes..")
            .because("what an API server stored is decoded from its bytes alone");

    @ArchTest
    static final ArchRule onlyClusterTalksToServers = noClasses().that()
            .resideOutsideOfPackage(CORE + "cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.etcd..", "io.grpc..", "io.netty..", "org.xbill..")
            .because("a recovery must work even if no member answers");

    @ArchTest
    static final ArchRule onlyStoreKnowsObjectStorage = noClasses().that()
            .resideOutsideOfPackage(CORE + "store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..")
            .because("few runs need it, and it takes half a second to load");

    @ArchTest
    static final ArchRule noToolkit = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..")
            .because("the core must run on hosts without a display");

    @ArchTest
    static final ArchRule startsNoOtherProgram = noClasses().that()
            .resideOutsideOfPackages(CORE + "rehearse..", CORE + "deliver..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .orShould()
            .callMethodWhere(describe("Runtime.exec", call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                    && call.getName().equals("exec")))
            .because("only a rehearsal needs an etcd binary, and only a delivery ssh");

    @ArchTest
    static final ArchRule noPrinting = noClasses().should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("the front end decides what to print, and where");

    @ArchTest
    static final ArchRule jsonIsPrintedInOnePlace = noClasses().that()
            .resideOutsideOfPackages(CORE + "text..", CORE + "keyspace..")
            .should()
            .callMethodWhere(describe("a method that writes JSON", call -> call.getTargetOwner()
                    .isAssignableTo(ObjectMapper.class) && call.getName().startsWith("writeValue")))
            .because("PrintedJson escapes what comes from outside; keyspace writes what etcd reads");

    @ArchTest
    static final ArchRule releasesDifferInOnePlace = noClasses().that()
            .resideOutsideOfPackage(CORE + "keyspace..")
            .should()
            .accessFieldWhere(describe("a release by its name", access -> access.getTargetOwner()
                    .isEquivalentTo(EtcdRelease.class) && !access.getName().equals("DEFAULT")))
            .orShould()
            .callMethod(EtcdRelease.class, "ordinal") // as a switch does
            .orShould()
            .callConstructor(MinorVersion.class, int.class, int.class)
            .because(
                    "a new release line is added in EtcdRelease only; other code asks it what a line does");

    @ArchTest
    static final ArchRule htmlIsPrintedInOnePlace = noClasses().that()
            .doNotHaveFullyQualifiedName(CORE + "report.html.Html")
            .should()
            .callMethodWhere(describe("a method of j2html that prints, or takes raw markup",
                    call -> call.getTargetOwner().getPackageName().startsWith("j2html") && (call.getName()
                            .startsWith(
                                    "render")
                            || call.getName().startsWith("raw") || call.getName().startsWith("file"))))
            .because("Html escapes everything that it prints");

    @ArchTest
    static final ArchRule noCycles = slices().matching(CORE + "(**)")
            .should()
            .beFreeOfCycles()
            .because("data flows in one direction");

    @ArchTest
    static final ArchRule filesAreWrittenInFewPlaces = noClasses().that()
            .resideOutsideOfPackages(CORE + "files..", CORE + "restore..")
            .should()
            .callMethodWhere(target(owner(describe("Files", owner -> owner.isEquivalentTo(Files.class))),
                    describe("that may write or list", method -> !READING_METHODS.contains(method.getName()))))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(FileOutputStream.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(RandomAccessFile.class)
            .orShould()
            .accessField(StandardOpenOption.class, "WRITE")
            .orShould()
            .accessField(StandardOpenOption.class, "APPEND")
            .because(
                    "only these two packages change a disk, so that reviewing them is enough; they also handle listings"
                            + " that fail unchecked, and read small files with a bound");

    private static DescribedPredicate<JavaCall<?>> target(DescribedPredicate<? super AccessTarget> owner,
            DescribedPredicate<? super AccessTarget> kind) {
        return describe("calling a method of java.nio.file.Files that may write, list, or read without a bound",
                call -> owner.test(call.getTarget()) && kind.test(call.getTarget()));
    }
}
