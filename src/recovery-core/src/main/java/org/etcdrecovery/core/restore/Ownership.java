package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.text.ErrorMessages;

/** The user and, optionally, the group that will own the restored files. */
final class Ownership {
    private final UserPrincipal user;
    private final Optional<GroupPrincipal> group;

    private Ownership(UserPrincipal user, Optional<GroupPrincipal> group) {
        this.user = user;
        this.group = group;
    }

    /**
     * Looks up user and group on this host, if an owner is requested.
     *
     * @throws RestoreException if there is no such user or group
     */
    static Optional<Ownership> find(Optional<Owner> owner, Path anywhere) throws IOException {
        return owner.isPresent() ? Optional.of(find(owner.get(), anywhere)) : Optional.empty();
    }

    /** What prevents giving files to the owner on this host. */
    static Optional<String> problem(Optional<Owner> owner) {
        try {
            find(owner, Path.of(""));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(ErrorMessages.of(e));
        }
    }

    private static Ownership find(Owner owner, Path anywhere) throws IOException {
        try {
            UserPrincipalLookupService principals = anywhere.getFileSystem().getUserPrincipalLookupService();
            Optional<GroupPrincipal> group = owner.group().isPresent()
                    ? Optional.of(principals.lookupPrincipalByGroupName(owner.group().get()))
                    : Optional.empty();
            return new Ownership(principals.lookupPrincipalByName(owner.user()), group);
        } catch (UserPrincipalNotFoundException e) {
            throw new RestoreException(
                    "There is no user or group " + owner + " on this host. Restore without an owner and change it"
                            + " where the member runs, or give the numeric ID.",
                    e);
        }
    }

    /** Changes the owner of a file or a tree. */
    void apply(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                give(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                give(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Changes the owner of a single file or directory. */
    void give(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            throw RestoreException.refusal(path + " is on a file system without owners. Restore without --owner.");
        }
        try {
            view.setOwner(user);
            if (group.isPresent()) {
                view.setGroup(group.get());
            }
        } catch (IOException e) {
            throw new RestoreException(path + " cannot be given to " + user.getName() + ": " + ErrorMessages.of(e)
                    + ". Only root can do that: restore as root, or without an owner and change it afterwards.",
                    e);
        }
    }
}
