package org.etcdrecovery.core.restore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.text.HumanSize;

/** Draws what will be written as a tree: each parent directory with the data directories below it. */
final class PreviewTree {
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
        text.append(" ".repeat(width - name.length())).append("  ").append(file.exact() ? "" : "up to ");
        text.append(HumanSize.of(file.size())).append(file.remark().isEmpty() ? "" : "  " + file.remark()).append('\n');
    }

    private static String name(Branch branch, PlannedFile file) {
        return branch.top.relativize(file.path()).toString();
    }

    private record Branch(Path top, List<PlannedFile> files, boolean full) {}
}
