package org.etcdrecovery.core.keyspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.etcdrecovery.core.keyspace.EtcdRelease.Reaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The behaviour of etcdctl 3.4.23 and etcdutl 3.5.35, 3.6.16 and 3.7.3; 3.8 from the main branch of etcd. */
class EtcdReleaseTest {
    private static final MinorVersion UNKNOWN = new MinorVersion(EtcdRelease.newest().minorVersion().major(),
            EtcdRelease.newest().minorVersion().minor() + 1);

    @ParameterizedTest
    @CsvSource({"V3_4, true, false, true, 0", "V3_5, true, true, true, 0", "V3_6, true, true, true, 1",
            "V3_7, true, true, false, 1", "V3_8, false, true, false, 1"})
    void writesWhatTheToolsWrite(EtcdRelease release, boolean snapFile, boolean confState, boolean gogo,
            int failedGets) {
        assertThat(release.writesSnapFile()).isEqualTo(snapFile);
        assertThat(release.writesConfState()).isEqualTo(confState);
        assertThat(release.usesGogoProtobuf()).isEqualTo(gogo);
        assertThat(release.failedGetsOfV2Store()).isEqualTo(failedGets);
    }

    @ParameterizedTest
    @CsvSource({"V3_4, ETCDCTL_API=3 etcdctl, ETCDCTL_API=3 etcdctl, false, false",
            "V3_5, etcdctl, etcdutl, false, false", "V3_6, etcdctl, etcdutl, true, false",
            "V3_7, etcdctl, etcdutl, true, true", "V3_8, etcdctl, etcdutl, true, true"})
    void callsTheToolsAsTheyAreCalled(EtcdRelease release, String etcdctl, String snapshotTool, boolean living,
            boolean boxed) {
        assertThat(release.etcdctl()).isEqualTo(etcdctl);
        assertThat(release.snapshotTool()).isEqualTo(snapshotTool);
        assertThat(release.statusCountsLivingKeys()).isEqualTo(living);
        assertThat(release.drawsBoxedTables()).isEqualTo(boxed);
    }

    /** A row for each release line, with a letter for each of the storage versions 3.4 to 3.8. */
    @ParameterizedTest
    @CsvSource({"V3_4, SSRRR, SIIII", "V3_5, SSIII, SSIII", "V3_6, SSSRR, SSSRR", "V3_7, SSSSR, SSSSR",
            "V3_8, SSSSS, SSSSS"})
    void takesOrRefusesTheVersionsInADatabase(EtcdRelease release, String storage, String cluster) {
        assertThat(Stream.of(4, 5, 6, 7, 8)
                .map(minor -> release.reactionToStorageVersion(new MinorVersion(3, minor)))
                .map(EtcdReleaseTest::letter)).containsExactly(storage.split(""));
        assertThat(Stream.of(4, 5, 6, 7, 8)
                .map(minor -> release.reactionToClusterVersion(new MinorVersion(3, minor)))
                .map(EtcdReleaseTest::letter)).containsExactly(cluster.split(""));
    }

    private static String letter(Reaction reaction) {
        return reaction.name().substring(0, 1);
    }

    @Test
    void followsTheOrderOfTheVersions() {
        assertThat(EtcdRelease.values()).extracting(EtcdRelease::minorVersion).isSorted().doesNotHaveDuplicates();
        assertThat(EtcdRelease.released()).contains(EtcdRelease.DEFAULT);
        assertThat(EtcdRelease.values()).startsWith(EtcdRelease.released().toArray(EtcdRelease[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsNameAndItsVersions(EtcdRelease release) {
        assertThat(release.name()).isEqualTo("V" + release.toString().replace('.', '_'));
        assertThat(EtcdRelease.of(release.minorVersion())).contains(release);
        assertThat(EtcdRelease.parse(release.toString())).contains(release);
        assertThat(EtcdRelease.parse(release + ".16")).contains(release);
    }

    @Test
    void knowsNoOtherVersion() {
        assertThat(EtcdRelease.of(new MinorVersion(3, 3))).isEmpty();
        assertThat(EtcdRelease.of(new MinorVersion(4, 4))).isEmpty();
        assertThat(EtcdRelease.of(UNKNOWN)).isEmpty();
        assertThat(EtcdRelease.parse("")).isEmpty();
        assertThat(EtcdRelease.parse("3.x")).isEmpty();
    }

    /** Texts name the lines with a capability as a range, so the lines must be consecutive. */
    @ParameterizedTest
    @MethodSource("capabilities")
    void hasACapabilityInLinesThatFollowEachOther(Method capability) throws ReflectiveOperationException {
        StringBuilder lines = new StringBuilder();
        for (EtcdRelease release : EtcdRelease.values()) {
            lines.append((boolean) capability.invoke(release) ? '+' : '-');
        }
        assertThat(lines).as(capability.getName()).matches("-*[+]+-*");
    }

    static Stream<Method> capabilities() {
        return Arrays.stream(EtcdRelease.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == boolean.class && method.getParameterCount() == 0)
                .filter(method -> Modifier.isPublic(method.getModifiers()));
    }

    @ParameterizedTest
    @EnumSource
    void startsFromWhatItWritesItself(EtcdRelease release) {
        assertThat(release.reactionToStorageVersion(release.minorVersion())).isEqualTo(Reaction.STARTS);
        assertThat(release.reactionToClusterVersion(release.minorVersion())).isEqualTo(Reaction.STARTS);
    }

    @Test
    void namesRangesAsOperatorsDo() {
        assertThat(EtcdRelease.choice()).isEqualTo("3.4, 3.5, 3.6 or 3.7");
        assertThat(EtcdRelease.known()).hasToString("3.4 to 3.8");
        assertThat(EtcdRelease.linesThat(_ -> true)).hasToString("3.4 and later");
        assertThat(EtcdRelease.linesThat(_ -> true).contains(UNKNOWN)).isTrue();
        assertThat(EtcdRelease.linesThat(EtcdRelease::usesGogoProtobuf)).hasToString("3.4 to 3.6");
        assertThat(EtcdRelease.linesThat(release -> !release.usesGogoProtobuf())).hasToString("3.7 and later");
        assertThat(EtcdRelease.linesThat(EtcdRelease::startsOnlyAsDowngradeTarget)).hasToString("3.5");
        assertThatThrownBy(() -> EtcdRelease.linesThat(_ -> false)).isInstanceOf(NoSuchElementException.class);
    }
}
