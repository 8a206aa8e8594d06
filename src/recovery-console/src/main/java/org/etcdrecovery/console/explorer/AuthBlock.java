package org.etcdrecovery.console.explorer;

import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.ContentsTables.GrantLine;
import org.etcdrecovery.console.explorer.ContentsTables.PermissionLine;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.contents.AuthContents;
import org.etcdrecovery.core.contents.AuthContents.User;
import org.etcdrecovery.core.contents.SnapshotContents;

/** The users, what they may do, and the roles. A chosen user leaves only what that user may do. */
final class AuthBlock extends VBox {
    private final Texts texts = Texts.of("explorer");
    private final ObservableList<User> users = FXCollections.observableArrayList();
    private final ObservableList<GrantLine> grants = FXCollections.observableArrayList();
    private final ObservableList<PermissionLine> permissions = FXCollections.observableArrayList();
    private final RichText state = new RichText();
    private final DataTable<User> userTable;
    private final DataTable<GrantLine> grantTable;
    private Optional<AuthContents> auth = Optional.empty();

    AuthBlock(ContentsViewModel model, TableExport export) {
        super(12);
        setMinHeight(0);
        userTable = ContentsTables.users(texts, users).exportedBy(export).readBy(model.activity());
        grantTable = ContentsTables.grants(texts, grants)
                .exportedBy(export)
                .readBy(model.activity());
        DataTable<PermissionLine> roleTable = ContentsTables.permissions(texts, permissions)
                .exportedBy(export)
                .readBy(model.activity());
        HBox upper = new HBox(14, titled("auth.users", userTable), titled("auth.may", grantTable));
        upper.setMinHeight(0);
        VBox lower = titled("auth.roles", roleTable);
        VBox.setVgrow(upper, Priority.ALWAYS);
        VBox.setVgrow(lower, Priority.ALWAYS);
        // Equal shares, whatever the tables would prefer.
        upper.setPrefHeight(0);
        lower.setPrefHeight(0);
        getChildren().setAll(state, upper, lower);
        userTable.table().getSelectionModel().selectedItemProperty().subscribe(_ -> showGrants());
        model.contents().subscribe(contents -> show(contents.map(SnapshotContents::auth)));
    }

    private VBox titled(String key, DataTable<?> table) {
        VBox box = new VBox(6, Blocks.strong(texts.get(key)), table);
        VBox.setVgrow(table, Priority.ALWAYS);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setMinSize(0, 0);
        box.setPrefWidth(0);
        return box;
    }

    private void show(Optional<AuthContents> now) {
        auth = now;
        state.setText(now.map(read -> texts.get(read.enabled() ? "auth.on" : "auth.off")).orElse(""));
        grantTable.sayNone(texts.get(now.filter(read -> !read.enabled()).isPresent() ? "grants.off" : "grants.none"));
        users.setAll(now.map(AuthContents::users).orElse(List.of()));
        permissions.setAll(now.map(read -> PermissionLine.of(read, texts)).orElse(List.of()));
        showGrants();
    }

    private void showGrants() {
        User chosen = userTable.table().getSelectionModel().getSelectedItem();
        grants.setAll(auth.map(read -> GrantLine.of(read, texts))
                .orElse(List.of())
                .stream()
                .filter(line -> chosen == null || line.user().equals(chosen.name()))
                .toList());
    }
}
