/// What contacts have to be, as the end of a sentence.
enum ContactRule {
    static let phone = "is not one telephone number such as +7 900 000-00-01, доб. 12"
    static let publicPhones = "is not a telephone number such as 8 (48533) 2-00-00"
    static let email = "is not an e-mail address such as ivan@example.org"
}
