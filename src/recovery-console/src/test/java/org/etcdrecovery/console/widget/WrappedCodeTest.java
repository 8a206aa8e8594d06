package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.console.widget.WrappedCode.Joint;
import org.etcdrecovery.console.widget.WrappedCode.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedCodeTest {
    private static final String RESTORE = """
            etcdutl snapshot restore /var/backups/etcd/2026-11-28/etcd-snapshot.db \\
              --name etcd-a \\
              --initial-cluster etcd-a=https://10.0.1.11:2380,etcd-b=https://10.0.1.12:2380 \\
              --initial-advertise-peer-urls https://etcd-a.etcd.kube-system.svc.cluster.local:2380""";

    @Test
    void breaksBetweenWordsAndIndentsWhatFollows() {
        assertThat(lines("etcdctl endpoint status -w table \\\n  --endpoints a", 31))
                .as("an option keeps its value")
                .containsExactly("etcdctl endpoint status ", "    -w table \\", "  --endpoints a");
    }

    @Test
    void breaksALongWordOnlyBetweenItsParts() {
        assertThat(lines("--initial-cluster etcd-a=https://10.0.1.11:2380,etcd-b=https://10.0.1.12:2380", 44))
                .containsExactly("--initial-cluster ", "    etcd-a=https://10.0.1.11:2380,",
                        "    etcd-b=https://10.0.1.12:2380");
        assertThat(lines("https://etcd-a.example.com:2379", 28)).as("the port stays with its host")
                .containsExactly("https://etcd-a.example.com:", "    2379");
        assertThat(lines("m1=https://etcd-a.example.com:2379", 34)).as("the scheme stays with its host")
                .containsExactly("m1=https://etcd-a.example.com:2379");
        assertThat(lines("m1=https://etcd-a.example.com:2379", 33))
                .containsExactly("m1=", "    https://etcd-a.example.com:", "    2379");
    }

    @Test
    void makesFewPiecesOfALongPath() {
        assertThat(lines("cp /root/etcd-e661bc77757cff19-20261129-0010.db", 33)).containsExactly("cp ",
                "    /root/etcd-e661bc77757cff19-", "    20261129-0010.db");
        assertThat(lines("  --out /root/recovered-2026-11-29-0009 \\", 33)).as("a part goes with the backslash")
                .containsExactly("  --out ", "      /root/", "      recovered-2026-11-29-0009 \\");
    }

    @Test
    void breaksANameOnlyIfItDoesNotFitOnALine() {
        assertThat(lines("chown -R etcd /srv/recovered/etcd-prod-a-2.etcd", 33)).containsExactly("chown -R etcd ",
                "    /srv/recovered/", "    etcd-prod-a-2.etcd");
        assertThat(lines("mv /srv/a/etcd-prod-a-2.etcd", 25)).containsExactly("mv ", "    /srv/a/",
                "    etcd-prod-a-2.etcd");
    }

    @Test
    void leavesNoBackslashAloneIfAWordCanGoWithIt() {
        assertThat(lines("  --token restored-01bf22e192a4 \\", 31)).containsExactly("  --token ",
                "      restored-01bf22e192a4 \\");
        assertThat(lines("  --member m1=http://127.0.0.1:12380 \\", 32)).as("a part of the word goes with it")
                .containsExactly("  --member ", "      m1=", "      http://127.0.0.1:12380 \\");
        assertThat(lines("    - --initial-cluster=m1=http://10.0.0.1:2380,m2=http://10.0.0.2:2380", 52))
                .as("nor the dash of a list")
                .containsExactly("    - --initial-cluster=m1=http://10.0.0.1:2380,", "        m2=http://10.0.0.2:2380");
        assertThat(WrappedCode.of("", 20)).as("an empty line is one").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 20, 33, 60, 200})
    void losesNothingAndFits(int columns) {
        int fitting = Math.max(16, columns);
        for (String line : RESTORE.lines().toList()) {
            List<Piece> pieces = WrappedCode.of(line, columns);
            assertThat(pieces.stream().map(Piece::text).collect(Collectors.joining())).isEqualTo(line);
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                boolean goesOn = i + 1 < pieces.size() && pieces.get(i + 1).joint() == Joint.WORD;
                int space = fitting - (piece.joint() == Joint.LINE ? 0 : WrappedCode.indent(line)) - (goesOn ? 1 : 0);
                assertThat(piece.text().stripTrailing()).hasSizeLessThanOrEqualTo(space);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 20, 33, 60, 200})
    void breaksOnlyWordsThatDoNotFit(int columns) {
        for (String line : RESTORE.lines().toList()) {
            int space = columns - WrappedCode.indent(line);
            List<Piece> pieces = WrappedCode.of(line, columns);
            boolean broken = pieces.stream().anyMatch(piece -> piece.joint() == Joint.WORD);
            assertThat(broken).isEqualTo(Stream.of(line.split(" ")).anyMatch(word -> word.length() > space));
        }
    }

    @Test
    void doesNotSplitACharacterOfTwoUnits() {
        String faces = "\ud83d\ude00".repeat(30);

        assertThat(WrappedCode.of("a" + faces, 16)).allSatisfy(piece -> {
            assertThat(Character.isLowSurrogate(piece.text().charAt(0))).isFalse();
            assertThat(Character.isHighSurrogate(piece.text().charAt(piece.text().length() - 1))).isFalse();
        });
    }

    private static List<String> lines(String code, int columns) {
        return code.lines()
                .flatMap(line -> WrappedCode.of(line, columns)
                        .stream()
                        .map(piece -> (piece.joint() != Joint.LINE ? " ".repeat(WrappedCode.indent(line)) : "")
                                + piece.text()))
                .toList();
    }
}
