package org.etcdrecovery.core.restore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws what will be written as a tree: each parent directory with the data directories below it. */
final class PreviewTree {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final int STEP = 1000;

    private final StringBuilder text = new StringBuilder();

    PreviewTree(List<MemberPreview> members) {
        Map<Path, List<Branch>> roots = new LinkedHashMap<>();
        for (MemberPreview member : members) {
            boolean full = member.equals(members.getFirst());
            add(roots, member, member.dataDir().resolve("member"), member.dataDir(), full);
            member.walDir().ifPresent(directory -> add(roots, member, directory, directory, full));
        }
        roots.forEach(this::draw);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static void add(Map<Path, List<Branch>> roots, MemberPreview member, Path top, Path directory,
            boolean full) {
        Path root = directory.toAbsolutePath().getParent();
        Path shown = root == null ? directory : root;
        List<PlannedFile> files = member.files().stream().filter(file -> file.path().startsWith(top)).toList();
        roots.computeIfAbsent(shown, _ -> new ArrayList<>()).add(new Branch(top, files, full));
    }

    private void draw(Path root, List<Branch> branches) {
        text.append(root).append('\n');
        for (Branch branch : branches) {
            boolean last = branch.equals(branches.getLast());
            text.append(last ? "└── " : "├── ").append(root.relativize(branch.top.toAbsolutePath()));
            text.append(branch.full ? "\n" : " …\n");
            if (branch.full) {
                branch.files.forEach(file -> draw(branch, file, last ? "    " : "│   "));
            }
        }
    }

    private void draw(Branch branch, PlannedFile file, String indent) {
        int width = branch.files.stream().mapToInt(each -> name(branch, each).length()).max().orElse(0);
        String name = name(branch, file);
        text.append(indent).append(file.equals(branch.files.getLast()) ? "└── " : "├── ").append(name);
        text.append(" ".repeat(width - name.length())).append("  ").append(file.exact() ? "" : "about ");
        text.append(size(file.size())).append(file.remark().isEmpty() ? "" : "  " + file.remark()).append('\n');
    }

    private static String name(Branch branch, PlannedFile file) {
        return branch.top.relativize(file.path()).toString();
    }

    /** In decimal units: {@code 2.3 GB}, {@code 64 MB}. */
    private static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= STEP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        boolean whole = unit == 0 || value == Math.rint(value);
        return (whole ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value)) + " " + UNITS[unit];
    }

    private record Branch(Path top, List<PlannedFile> files, boolean full) {}
}
