package org.etcdrecovery.cli.terminal;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.packed.RefusedException;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.Shown;

/**
 * Error messages about a file. They begin with the sentence that etcd's tools print, because people search for it and
 * scripts match it. If that sentence says little, ours follows.
 */
final class EtcdErrorMessages {
    private EtcdErrorMessages() {}

    static String of(Throwable thrown) {
        return switch (thrown) {
            case NoSuchFileException _,AccessDeniedException _,FileNotFoundException _,MalformedDataException _ ->
                Shown.text(sentence(thrown));
            case SettingsException e when e.getCause() instanceof NoSuchFileException missing ->
                Shown.text("open " + missing.getFile() + ": no such file or directory");
            case SettingsException e when e.getCause() instanceof AccessDeniedException denied ->
                Shown.text(sentence(denied));
            case RefusedException _ -> "invalid database: " + ErrorMessages.of(thrown);
            default -> ErrorMessages.of(thrown);
        };
    }

    private static String sentence(Throwable thrown) {
        return switch (thrown) {
            case NoSuchFileException e -> "stat " + e.getFile() + ": no such file or directory";
            case AccessDeniedException e -> "open " + e.getFile() + ": permission denied";
            default -> "invalid database: " + thrown.getMessage();
        };
    }
}
