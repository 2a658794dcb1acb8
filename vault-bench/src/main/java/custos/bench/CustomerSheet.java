package custos.bench;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// The generated customers as the CSV that both sides import.
final class CustomerSheet {
    static final List<String> HEADER =
            List.of(
                    "Customer number",
                    "Full name",
                    "E-mail",
                    "Phone",
                    "Date of birth",
                    "Company",
                    "Street",
                    "City",
                    "Postcode",
                    "Country",
                    "Heard from",
                    "Note",
                    "Language",
                    "Gender",
                    "Profession");

    private CustomerSheet() {}

    static void write(Population people, Path file) {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(HEADER);
            for (int i = 0; i < people.size(); i++) {
                csv.writeRecord(row(people.person(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> row(Person person) {
        Person.Address home = person.address();
        return List.of(
                person.number(),
                person.fullName(),
                person.email(),
                person.phone(),
                person.birthDate().toString(),
                person.company(),
                home.street(),
                home.city(),
                home.postcode(),
                home.country(),
                person.heardFrom(),
                person.note(),
                person.language(),
                person.gender(),
                person.profession());
    }
}
