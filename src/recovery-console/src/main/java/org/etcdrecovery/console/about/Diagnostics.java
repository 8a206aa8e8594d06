package org.etcdrecovery.console.about;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.settings.Places;
import org.etcdrecovery.console.settings.Settings;
import org.etcdrecovery.console.settings.SettingsFile;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.report.json.AssessmentJson;
import org.etcdrecovery.core.report.json.InspectionJson;
import org.etcdrecovery.core.report.json.ProofJson;
import org.etcdrecovery.core.text.UrlText;

/**
 * What helps to understand a bug, as one ZIP file: versions, the settings, what was last found, and the log. Passwords,
 * keys and values are in none of these to begin with; what looks like a login in a URL is removed all the same.
 */
final class Diagnostics {
    /** The log has three files of a megabyte each; a line that was begun goes beyond it. */
    private static final int LONGEST_LOG = 2_000_000;
    private static final int LOGS = 3;

    private final SequencedMap<String, String> texts = new LinkedHashMap<>();
    private final Path logs;

    /** Collects what is known now; the log is read when the file is written. Call on the FX thread. */
    Diagnostics(Versions versions, Settings settings, Optional<Recovery> run, Places places, Instant now) {
        logs = places.logs();
        texts.put("versions.txt", describe(versions, now));
        texts.put("settings.json", SettingsFile.withoutSecrets(settings));
        run.ifPresent(one -> {
            one.oldCluster()
                    .assessment()
                    .get()
                    .ifPresent(found -> texts.put("assessment.json", AssessmentJson.print(found)));
            one.inspection().get().ifPresent(found -> texts.put("inspection.json", InspectionJson.print(found)));
            one.execution()
                    .proof()
                    .get()
                    .ifPresent(found -> texts.put("proof.json", ProofJson.print(found, Optional.empty())));
        });
    }

    private static String describe(Versions versions, Instant now) {
        return "Recovery Console for etcd " + versions.program() + "\nJava " + versions.java() + "\nJavaFX "
                + versions.toolkit() + "\n" + versions.system() + "\n" + Runtime.getRuntime().availableProcessors()
                + " processors, " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB of heap\netcd " + versions.etcd()
                + "\n" + now + "\n";
    }

    /** The names of the files inside, besides those of the log. */
    SequencedMap<String, String> texts() {
        return texts;
    }

    /**
     * Writes the file, readable by its owner only.
     *
     * @param replace whether it may replace a file of that name
     * @throws java.nio.file.FileAlreadyExistsException if it may not, and there is one
     * @throws IOException                              if it cannot be written
     */
    void write(Path target, boolean replace) throws IOException {
        byte[] packed = pack();
        try (AtomicFile file = replace ? AtomicFile.replacing(target) : AtomicFile.fresh(target)) {
            file.write(ByteBuffer.wrap(packed));
            file.publish();
        }
    }

    private byte[] pack() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                add(zip, text.getKey(), text.getValue());
            }
            for (int i = 0; i < LOGS; i++) {
                Path log = logs.resolve("console-" + i + ".log");
                if (Files.isRegularFile(log)) {
                    add(zip, "logs/" + log.getFileName(), SmallFile.text(log, LONGEST_LOG, "log"));
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(UrlText.withoutLogins(text).getBytes(UTF_8));
        zip.closeEntry();
    }
}
