package custos.sheet;

import custos.customer.CustomerNumber;
import custos.customer.EmailAddress;
import custos.customer.ExternalReference;
import custos.customer.PhoneNumber;
import java.util.List;

/// The customers whom the vault already holds, as far as an import may ask: by exact e-mail
/// address, telephone number and external number, and by the words of name and street. Several
/// customers may share each.
public interface KnownCustomers {
    /// Customers with this address.
    List<Known> byEmail(EmailAddress email);

    /// Customers with this valid number.
    List<Known> byPhone(PhoneNumber phone);

    /// Customers whom another system knows by this number.
    List<Known> byNumber(ExternalReference number);

    /// Customers among whose words of name, town and street each of these is; the first hundred.
    List<Known> byWords(String words);

    /// One customer, with what is compared.
    record Known(CustomerNumber customer, List<ExternalReference> numbers, Particulars who) {
        public Known {
            numbers = List.copyOf(numbers);
        }

        @Override
        public String toString() {
            return "Known[redacted]";
        }
    }
}
