package org.etcdrecovery.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.etcdrecovery.core.report.RecoveryReport.Goal;
import org.etcdrecovery.core.report.html.HtmlReport;
import org.etcdrecovery.core.report.json.RecoveryReportJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPairTest {
    private final RecoveryReport report = RecoveryReport.builder("program", Goal.INSPECT, SampleReport.STARTED)
            .ended(SampleReport.ENDED)
            .build();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"report", "report.html", "report.json", "report.HTML"})
    void bothStandBesideEachOther(String name) throws IOException {
        ReportPair pair = ReportPair.of(directory.resolve(name));

        pair.write(HtmlReport.print(report), RecoveryReportJson.print(report));

        assertThat(pair.html()).isEqualTo(directory.resolve("report.html")).hasContent(HtmlReport.print(report));
        assertThat(pair.json()).isEqualTo(directory.resolve("report.json"))
                .hasContent(RecoveryReportJson.print(report));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pair.html()))).isEqualTo("rw-------");
        assertThat(entries()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report.html", "report.json"})
    void neitherIsWrittenWhereOneIsThere(String existing) throws IOException {
        Path older = Files.writeString(directory.resolve(existing), "older evidence");

        assertThatThrownBy(() -> ReportPair.of(directory.resolve("report"))
                .write(HtmlReport.print(report), RecoveryReportJson.print(report)))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(existing);
        assertThat(older).hasContent("older evidence");
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void aDirectoryThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> ReportPair.of(directory.resolve("nowhere/report"))
                .write(HtmlReport.print(report), RecoveryReportJson.print(report)))
                .hasMessageContaining("its directory does not exist");
    }

    @Test
    void aNameWithADotIsKept() {
        assertThat(ReportPair.of(directory.resolve("incident.2026-03-14")).html())
                .isEqualTo(directory.resolve("incident.2026-03-14.html"));
    }

    private long entries() throws IOException {
        try (var files = Files.list(directory)) {
            return files.count();
        }
    }
}
