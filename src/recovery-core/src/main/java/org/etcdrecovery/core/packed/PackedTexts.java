package org.etcdrecovery.core.packed;

import java.io.EOFException;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.text.HumanSize;
import org.etcdrecovery.core.text.Shown;

/** The texts of the findings in packed files, in one place so that they can be read in one sitting. */
final class PackedTexts {
    private static final String OTHER_COPY = "Take another copy. If this is the only one, a tool that skips damage may"
            + " still recover a part; judge that part as a file of its own.";

    private static final String THE_FILE = "The file";

    private PackedTexts() {}

    static Finding damaged(Exception problem) {
        if (problem instanceof BytesBehindException behind) {
            return bytesBehind(behind.count());
        }
        return new Finding(PackedCode.DAMAGED, Severity.DAMAGE, "",
                switch (problem) {
                    case EOFException _ -> "The packed file is cut off: its data ends in the middle";
                    case DamagedPackingException e -> "The packed file is damaged or cut off: " + e.getMessage();
                    // The libraries word this each in its own way, and often wrongly.
                    default ->
                        "The packed file is damaged or cut off: its data cannot be unpacked, or does not match its"
                                + " checksum";
                },
                "What was unpacked before that place is not judged, because the rest is missing.", OTHER_COPY);
    }

    private static Finding bytesBehind(long count) {
        return new Finding(PackedCode.DAMAGED, Severity.DAMAGE, "",
                count == 1
                        ? "1 byte follows the end of the compressed data"
                        : count + " bytes follow the end of the compressed data",
                "The compressed data is complete, but something was added to the file. Whether the rest of it is as it was"
                        + " written is not known.",
                "Take another copy. If this is the only one, unpack it with a tool that ignores what follows, and judge the"
                        + " result as a file of its own.");
    }

    static Finding tooManyEntries(long directoryBytes) {
        return new Finding(PackedCode.TOO_LARGE, Severity.FOREIGN, "",
                "The archive lists more files than this program reads: its directory is longer than "
                        + HumanSize.of(directoryBytes),
                "A snapshot may be among them, but the archive of a backup has far fewer.",
                "Unpack the archive by hand, and name the file to take.");
    }

    static Finding tooLarge(long limit) {
        return new Finding(PackedCode.TOO_LARGE, Severity.FOREIGN, "",
                "Unpacked, the file would take more than " + HumanSize.of(limit),
                "No etcd database is compressed so well. Such a file may be made to fill the disk.",
                "If you know that it is a snapshot, unpack it by hand and name the result.");
    }

    static Finding several(List<String> names, int count) {
        return new Finding(PackedCode.SEVERAL, Severity.FOREIGN, "",
                "The archive holds " + count + " snapshots: " + listed(names, count),
                "Nothing says which of them to take.", Advised.ENTRY + " " + quoted(names.getFirst())
                        + ", for example.");
    }

    static Finding repeated(String name) {
        return new Finding(PackedCode.SEVERAL, Severity.FOREIGN, "",
                "The archive holds several snapshots named “" + name + "”",
                "Unpacking it leaves the last of them, which need not be the right one.",
                "Unpack the archive by hand, and name the file to take.");
    }

    static Finding noSnapshot(String inside) {
        return new Finding(PackedCode.NO_SNAPSHOT, Severity.FOREIGN, "", inside,
                "A snapshot begins with the meta page of a bbolt database.",
                "Look for the file that “snapshot save” wrote, or for another backup.");
    }

    /** @param name the name of the entry; empty if the file is not an archive */
    static Finding foreignInside(String name, ForeignFile inside) {
        String subject = name.isEmpty() ? "What is inside" : "“" + name + "” in the archive";
        String summary = inside.summary().startsWith(THE_FILE)
                ? subject + inside.summary().substring(THE_FILE.length())
                : subject + ": " + inside.summary();
        return new Finding(PackedCode.NO_SNAPSHOT, Severity.FOREIGN, "", summary, inside.why(), inside.remedy());
    }

    static Finding noSuchEntry(String wanted, List<String> names, int count) {
        return new Finding(PackedCode.NO_SUCH_ENTRY, Severity.FOREIGN, "",
                "The archive has no snapshot named “" + Shown.name(wanted) + "”",
                names.isEmpty() ? "It holds no snapshot." : "Its snapshots are " + listed(names, count) + ".",
                "Give the name exactly as the archive has it.");
    }

    static Finding noArchive(String wanted) {
        return new Finding(PackedCode.NO_SUCH_ENTRY, Severity.FOREIGN, "",
                "The file is not an archive, so it has no entry “" + Shown.name(wanted) + "”",
                "Only ZIP and tar archives have entries with names.", Advised.NO_ENTRY + ".");
    }

    static Finding nested(String name, Packing inner) {
        return new Finding(PackedCode.NESTED, Severity.FOREIGN, "",
                (name.isEmpty() ? "What is inside is itself " : "“" + name + "” is itself ") + inner.words(),
                "This program unpacks one archive in one compression, so that what it judges is what you named.",
                "Unpack the outer file by hand, then name the inner one.");
    }

    static Finding unreadable(String name, boolean encrypted) {
        return new Finding(PackedCode.UNSUPPORTED, Severity.FOREIGN, "",
                "“" + name + "” is "
                        + (encrypted ? "encrypted" : "compressed in a way that this program does not read"),
                encrypted ? "It cannot be read without its password." : "It may be a snapshot.",
                "Unpack the archive by hand, and name the file to take.");
    }

    /** @param packing how the file is compressed */
    static Finding unsupported(Packing packing, String reason) {
        return new Finding(PackedCode.UNSUPPORTED, Severity.FOREIGN, "",
                "The file is " + packing.words() + " in a way that this program does not read: " + reason,
                "It may be a snapshot.", "Unpack it by hand, and name the result: " + packing.command() + ".");
    }

    static String listed(List<String> names, int count) {
        return names.stream().limit(10).map(name -> "“" + name + "”").collect(Collectors.joining(", "))
                + (count > Math.min(names.size(), 10)
                        ? " and " + (count - Math.min(names.size(), 10)) + " more"
                        : "");
    }

    private static String quoted(String name) {
        return name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-/@:+=".indexOf(c) >= 0)
                ? name
                : "'" + name.replace("'", "'\\''") + "'";
    }
}
