package org.etcdrecovery.console.step.source.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.core.cluster.connect.Contact;
import org.etcdrecovery.core.cluster.connect.Contact.Port;
import org.etcdrecovery.core.text.Shown;

/** Which hosts the console has contacted, and what it has shown them. */
public final class ContactsBlock extends VBox {
    private static final double LABEL_WIDTH = 132;

    private final Texts texts = Texts.of("source");
    private final Card card = Card.titled(texts.get("contacts.title"));

    public ContactsBlock(ClusterSource model) {
        setId("contacts");
        getChildren().setAll(card);
        model.endpoints().assessment().subscribe(assessment -> {
            assessment.ifPresent(found -> show(found.contacts()));
            Blocks.show(this, assessment.isPresent());
        });
    }

    private void show(List<Contact> contacts) {
        List<Node> facts = new ArrayList<>();
        add(facts, "contacts.named", contacts, contact -> contact.named() && contact.port() == Port.CLIENT);
        add(facts, "contacts.listed", contacts, contact -> !contact.named() && contact.port() == Port.CLIENT);
        add(facts, "contacts.peer", contacts, contact -> contact.port() == Port.PEER);
        add(facts, "contacts.password", contacts, contact -> contact.shown() == Contact.Shown.PASSWORD);
        add(facts, "contacts.token", contacts, contact -> contact.shown() == Contact.Shown.TOKEN);
        if (contacts.stream().allMatch(contact -> contact.shown() == Contact.Shown.NOTHING)) {
            facts.add(fact(texts.get("contacts.password"), new Label(texts.get("contacts.none"))));
        }
        card.setRows(List.of(Card.section(facts.toArray(Node[]::new))));
    }

    private void add(List<Node> facts, String label, List<Contact> contacts, Predicate<Contact> which) {
        String hosts = contacts.stream()
                .filter(which)
                .map(contact -> contact.endpoint().authority())
                .distinct()
                .collect(Collectors.joining(", "));
        if (!hosts.isEmpty()) {
            facts.add(fact(texts.get(label), Blocks.mono(Shown.text(hosts))));
        }
    }

    private static Node fact(String name, Label value) {
        Label label = Blocks.muted(name);
        label.setMinWidth(LABEL_WIDTH);
        label.setPrefWidth(LABEL_WIDTH);
        value.setWrapText(true);
        HBox.setHgrow(value, Priority.ALWAYS);
        return new HBox(8, label, value);
    }
}
