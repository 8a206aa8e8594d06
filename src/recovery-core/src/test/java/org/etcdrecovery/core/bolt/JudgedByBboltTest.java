package org.etcdrecovery.core.bolt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the bbolt tool on files that we write and edit: we must find a problem exactly where it does. */
@Tag("judge")
class JudgedByBboltTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1024, 4096, 16384, 65536})
    void whatWeWriteIsSound(int pageSize) throws IOException {
        Random random = new Random(pageSize);
        Map<byte[], byte[]> content = BoltRoundTripTest.random(random, 3000, n -> 1 + random.nextInt(200),
                n -> random.nextInt(n % 100 == 0 ? 100_000 : 300));
        Path file = write(BoltRoundTripTest.write(pageSize, content).image());

        assertThat(Judges.bbolt().run("check", file).ok()).contains("OK");

        List<String> keys = Judges.bbolt().run("keys", "--format=hex", file, "key").ok().lines().toList();
        assertThat(keys).isEqualTo(content.keySet().stream().map(HexFormat.of()::formatHex).toList());
    }

    @Test
    void aSmallBucketInItsParentIsSound() throws IOException {
        Path file = write(BoltRoundTripTest.write(4096, Map.of(new byte[]{'k'}, "value".getBytes(US_ASCII))).image());
        assertThat(Judges.bbolt().run("check", file).ok()).contains("OK");
        assertThat(Judges.bbolt().run("get", file, "key", "k").ok()).isEqualToIgnoringNewLines("value");
    }

    @Test
    void aFreelistThatWeTakeForSoundIs() throws IOException {
        ImageEditor editor = new ImageEditor(TreeProblemsTest.twoLevels());
        editor.appendFreelist(2, editor.append(0, 0), editor.append(0, 0));
        assertSound(editor);
    }

    /** A count of 0xFFFF, which means “see the first entry”, needs that many free pages. */
    @Test
    void aFreelistWhoseCountStandsElsewhereIsSoundToo() throws IOException {
        int free = PageHeader.COUNT_IN_FIRST_ENTRY;
        ImageEditor editor = new ImageEditor(TreeProblemsTest.twoLevels());
        long first = editor.meta().highWater();
        editor.appendAll(free);
        long[] entries = LongStream.concat(LongStream.of(free), LongStream.range(first, first + free)).toArray();
        editor.appendFreelist(PageHeader.COUNT_IN_FIRST_ENTRY, entries);
        assertSound(editor);
    }

    @Test
    void whatIsWrongForTheToolIsWrongForUs() throws IOException {
        byte[] image = TreeProblemsTest.twoLevels();
        ImageEditor shape = new ImageEditor(image);
        long branch = shape.rootOf(0);
        long leaf = shape.child(branch, 1);
        List<ImageEditor> wrong = new ArrayList<>();
        wrong.add(new ImageEditor(image).child(branch, 0, leaf));
        wrong.add(new ImageEditor(image).pageId(leaf, 99));
        wrong.add(new ImageEditor(image).flags(leaf, 0x40));
        wrong.add(new ImageEditor(image).child(branch, 0, shape.meta().highWater()));
        wrong.add(new ImageEditor(image).set(shape.keyOf(leaf, 1), 'a'));
        wrong.add(new ImageEditor(image).set(shape.keyOf(leaf, 0), 'a'));
        wrong.add(new ImageEditor(image).set(shape.branchKeyOf(branch, 2), 'a'));
        ImageEditor usedAndFree = new ImageEditor(image);
        usedAndFree.appendFreelist(1, leaf);
        wrong.add(usedAndFree);
        ImageEditor lost = new ImageEditor(image);
        lost.append(0, 0);
        lost.appendFreelist(0);
        wrong.add(lost);

        for (ImageEditor editor : wrong) {
            int number = wrong.indexOf(editor);
            Tool.Result theirs = Judges.bbolt().run("check", write(editor.image()));
            assertThat(theirs.exitCode()).as("image %d: %s", number, theirs).isNotZero();
            assertThat(problems(editor)).as("image %d", number).isNotEmpty();
        }
    }

    private void assertSound(ImageEditor editor) throws IOException {
        assertThat(problems(editor)).isEmpty();
        assertThat(Judges.bbolt().run("check", write(editor.image())).ok()).contains("OK");
    }

    private static List<Problem> problems(ImageEditor editor) throws IOException {
        List<Problem> problems = new ArrayList<>();
        BoltFile.open(editor.source()).check(TreeVisitor.NONE, problems::add, Progress.NONE);
        return problems;
    }

    private Path write(byte[] image) throws IOException {
        return Files.write(directory.resolve("image.db"), image);
    }
}
