package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Check;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.progress.Progress;

/** Inspects files and asserts what is true of every inspection. */
public final class Inspections {
    private Inspections() {}

    public static Inspection of(Path path) throws IOException {
        List<Finding> heard = new ArrayList<>();
        Inspection inspection = Inspector.inspect(path, Progress.NONE, heard::add);
        assertThat(heard).isEqualTo(inspection.findings());
        assertThat(inspection.findings()).allSatisfy(finding -> {
            assertThat(finding.summary()).isNotBlank().doesNotContain("\n");
            assertThat(finding.why()).isNotBlank();
            assertThat(finding.remedy()).isNotBlank();
        });
        assertThat(inspection.verdict()).isEqualTo(Verdict.of(inspection.findings()));
        return inspection;
    }

    /** The SHA-256 of a file in lower-case hex. */
    public static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    public static void assertForeign(Inspection inspection, Check check, String words) {
        assertThat(inspection.verdict()).isEqualTo(Verdict.NOT_A_SNAPSHOT);
        assertThat(inspection.facts()).isEmpty();
        assertThat(inspection.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.FOREIGN);
            assertThat(finding.check()).contains(check);
            assertThat(finding.summary() + ". " + finding.why()).contains(words);
        });
    }

    static void assertNote(Inspection inspection, String summary) {
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(inspection.findings()).singleElement()
                .extracting(Finding::severity, Finding::summary)
                .containsExactly(Severity.NOTE, summary);
        assertThat(inspection.passed()).isEqualTo(EnumSet.allOf(Check.class));
    }

    static void assertCare(Inspection inspection, Check check, String summary) {
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);
        assertOne(inspection, Severity.CARE, check, summary);
        assertThat(inspection.passed()).isEqualTo(EnumSet.complementOf(EnumSet.of(check)));
        assertThat(inspection.facts()).isPresent();
    }

    static void assertDamaged(Inspection inspection, Check check, String summary) {
        assertThat(inspection.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(inspection.findings()).first().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.DAMAGE);
            assertThat(finding.check()).contains(check);
            assertThat(finding.summary()).startsWith(summary);
        });
        assertThat(inspection.passed()).doesNotContain(check);
    }

    private static void assertOne(Inspection inspection, Severity severity, Check check, String summary) {
        assertThat(inspection.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.check()).contains(check);
            assertThat(finding.summary()).startsWith(summary);
        });
    }
}
