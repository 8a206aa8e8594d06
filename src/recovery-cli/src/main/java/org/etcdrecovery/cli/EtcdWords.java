package org.etcdrecovery.cli;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.snapshot.DamagedSnapshotException;
import org.etcdrecovery.core.text.Words;

/**
 * What went wrong with a file, beginning with the sentence that etcd's tools print, since that is what people search
 * for and scripts look for. Where that sentence says little, ours follows.
 */
final class EtcdWords {
    private EtcdWords() {}

    static String of(Throwable thrown) {
        return switch (thrown) {
            case NoSuchFileException e -> "stat " + e.getFile() + ": no such file or directory";
            case AccessDeniedException e -> "open " + e.getFile() + ": permission denied";
            case FileNotFoundException e -> "invalid database: " + e.getMessage();
            case DamagedSnapshotException e -> String.valueOf(e.getMessage());
            case MalformedDataException e -> "invalid database: " + e.getMessage();
            default -> Words.of(thrown);
        };
    }
}
