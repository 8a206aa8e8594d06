package org.etcdrecovery.core.contents.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.testing.CsvCells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvExportTest extends ExportFixture {
    /** Cells as spreadsheets attack with them, and as they break tables. */
    @ParameterizedTest
    @ValueSource(strings = {"=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "a,b", "a\"b", "a\nb",
            "a\r\nb", "", "'", "ordinary", "€ \"x\",\n=1", "x;=cmd|'/C calc'!A0;y", "a\n=cmd", "a\r\n+1;'@x", "'=1",
            "a\t-1", "＝1", "a;'b"})
    void csvIsHarmlessAndReadsBack(String text) throws IOException {
        Path out = write(new EtcdFile().put("/a", text).put(text.isEmpty() ? "x" : text, "z"), ExportFormat.CSV);

        List<List<String>> rows = CsvCells.read(Files.readString(out));

        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row).hasSize(9));
        assertThat(rows.stream().flatMap(List::stream)).noneMatch(
                cell -> Pattern.compile("(?:^|[;\t\r\n])[=+\\-@＝＋－＠]").matcher(cell).find());
        // Nor for a reader that does not know quoted cells.
        assertThat(Files.readString(out).substring(0, Files.readString(out).length() - 2).replace("\r\n", " "))
                .doesNotContain(";=", "\n=", "\t=", ";+", ";-", ";@");
        List<String> row = rows.stream().filter(each -> each.getFirst().equals("/a")).findFirst().orElseThrow();
        assertThat(unguarded(row.get(7), row.get(8))).isEqualTo(text);
        assertThat(row.get(8)).startsWith("text");
    }

    /** What the form of a cell promises. */
    private static String unguarded(String cell, String form) {
        return form.endsWith("-guarded") ? cell.replaceAll("(^|[;\t\r\n])'", "$1") : cell;
    }

    /** Base64 of some bytes begins with a plus sign. */
    @Test
    void csvOfBytesIsHarmless() throws IOException {
        byte[] key = {(byte) 0xFB, (byte) 0xFF, 0};
        Path out = write(new EtcdFile().put(key, "x"), ExportFormat.CSV);

        List<String> row = CsvCells.read(Files.readString(out)).getLast();
        assertThat(row.getFirst()).isEqualTo("'+/8A");
        assertThat(row.get(1)).isEqualTo("base64-guarded");
        assertThat(Base64.getDecoder().decode(unguarded(row.getFirst(), row.get(1)))).isEqualTo(key);
    }

    @Test
    void csvHoldsOtherBytesInBase64() throws IOException {
        Path out = write(new EtcdFile().put("/a", "\0binary"), ExportFormat.CSV);

        List<String> row = CsvCells.read(Files.readString(out)).getLast();
        assertThat(Base64.getDecoder().decode(row.get(7))).isEqualTo("\0binary".getBytes(UTF_8));
        assertThat(row.get(8)).isEqualTo("base64");
    }
}
